import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ForecastTask, type Log, makeFrame, manualClock } from "#domain";
import { type Forecaster, startForecaster } from "../../../../server/workers/forecaster.ts";

const task: ForecastTask = {
  point: { building: "b", zone: "z", signal: "airTempC", source: "s" },
  issuedAt: 0,
  history: makeFrame(0, 900, [["y", new Float64Array(4)]]),
  timeZone: "UTC",
  origin: "live",
};

let folder = "";
let forecaster: Forecaster | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "forecaster-"));
});
afterEach(async () => {
  await forecaster?.stop();
  rmSync(folder, { recursive: true });
});

function setUp(code: string) {
  const said: string[] = [];
  const keep = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const clock = manualClock(1_000_000);
  const file = join(folder, "thread.mjs");
  writeFileSync(file, code);
  forecaster = startForecaster({ clock, log, module: pathToFileURL(file) });
  return { said, clock, file, forecaster };
}

const ANSWERS = `import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ id, origins }) => {
  if (origins) throw new Error("one series too many");
  parentPort.postMessage({ id, forecasts: [{ model: "echo" }] });
});`;

test("a thread that cannot start is tried again after pauses that grow to five minutes, and the reason is logged once", async () => {
  const { said, clock, file, forecaster: one } = setUp('throw new Error("no such kernel");');
  let paused = 0;
  for (let pauseMs = 1_000; paused < 10; paused++, pauseMs = Math.min(2 * pauseMs, 300_000)) {
    await expect(one.ask(task)).rejects.toMatchObject({ code: "cancelled", retry: true, message: /no such kernel/ });
    clock.advance(pauseMs - 1);
    await expect(one.ask(task)).rejects.toMatchObject({ hint: "it is tried again in 1 s" });
    clock.advance(1);
  }
  expect(said.filter((line) => line.includes("no such kernel"))).toHaveLength(1);
  writeFileSync(file, ANSWERS);
  await expect(one.ask(task)).resolves.toEqual([{ model: "echo" }]);
  expect(said.at(-1)).toMatch(/works again/);
});

test("a thread that dies at one question has its pause start from the beginning when it had answered others", async () => {
  const { said, clock, forecaster: one } = setUp(ANSWERS);
  for (let round = 0; round < 3; round++) {
    await expect(one.ask(task)).resolves.toHaveLength(1);
    await expect(one.ask(task, [1])).rejects.toThrow("one series too many");
    await expect(one.ask(task)).rejects.toMatchObject({ hint: "it is tried again in 1 s" });
    clock.advance(1_000);
  }
  expect(said.filter((line) => line.includes("one series too many"))).toHaveLength(3);
});

test("a question carries the model that its building was given, as it is now", async () => {
  const file = join(folder, "thread.mjs");
  writeFileSync(
    file,
    `import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ id, model }) => parentPort.postMessage({ id, forecasts: [{ model: String(model) }] }));`,
  );
  const given = new Map([["b", "/models/mine.model"]]);
  const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
  forecaster = startForecaster({ clock: manualClock(0), log, modelOf: (id) => given.get(id), module: pathToFileURL(file) });
  await expect(forecaster.ask(task)).resolves.toEqual([{ model: "/models/mine.model" }]);
  given.delete("b");
  await expect(forecaster.anew(task)).resolves.toEqual([{ model: "undefined" }]);
});

test("what the network looked at is asked for by the name of the candidate that spoke", async () => {
  const { forecaster: one } = setUp(`import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ id, explain }) =>
  parentPort.postMessage(
    explain === "nobody"
      ? { id, forecasts: [], problem: { code: "not-found", message: "there is no network" } }
      : { id, forecasts: [], explanation: { model: explain } },
  ),
);`);
  await expect(one.explain(task, "tft-probe on ridge-arx")).resolves.toEqual({ model: "tft-probe on ridge-arx" });
  await expect(one.explain(task, "nobody")).rejects.toMatchObject({ code: "not-found" });
});
