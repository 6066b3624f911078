import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  allBaselines,
  type Checkpoint,
  createChooser,
  INPUTS,
  parameterLayout,
  saveCheckpoint,
  startTft,
  tftConfig,
} from "#forecasting";
import { gatherCandidates, readOwnModel } from "../../../../server/workers/candidates.ts";
import { taskOf } from "../../../support/forecast-tasks.ts";
import { provenance } from "../../../support/provenance.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "candidates-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const config = tftConfig({ ...INPUTS, hidden: 16 });
async function written(name: string, horizon = 24): Promise<string> {
  const file = join(folder, name);
  const own = { ...config, horizon };
  const parameters = new Float32Array(parameterLayout(own).reduce((n, p) => n + p.size, 0)).fill(0.01);
  writeFileSync(file, await saveCheckpoint({ config: own, provenance, parameters }));
  return file;
}
const none = (): Promise<Checkpoint | undefined> => Promise.resolve(undefined);
const wave = (ts: number): number => 20 + 2 * Math.sin((2 * Math.PI * ts) / 86_400_000);
const noRuntime = () => Promise.reject(new Error("nothing needs it"));

test("a model of a building competes beside the baselines, alone and with them, and is judged as they are", async () => {
  const file = await written("mine.model");
  const runtime = startTft({ learning: false });
  const { sources, problem, networkOf, dispose } = await gatherCandidates(
    () => runtime,
    [
      { name: "tft-probe", read: none },
      { name: "own-probe", read: () => readOwnModel(file) },
    ],
  );
  expect(problem).toBeUndefined();
  // The only network there is answers for whoever spoke.
  for (const spoke of ["own-probe on ridge-arx", "own-zero-shot", "tft-probe", "persistence"])
    expect(networkOf(spoke)?.name).toBe("own-probe");
  expect(sources.map((s) => s.name).slice(allBaselines().length)).toEqual([
    "own-probe",
    "own-zero-shot",
    "ridge-arx + own-probe",
    "own-probe on ridge-arx",
    "grey-box + own-probe",
    "own-probe on grey-box",
  ]);
  const { candidates } = createChooser({ candidates: sources }).forecast(taskOf({ days: 35, stepS: 3600 }, { y: wave }));
  const own = candidates.filter((c) => c.model.includes("own-probe"));
  expect(own.map((c) => [c.problem, c.mae !== null && c.mae < 2])).toEqual(new Array(3).fill([undefined, true]));
  dispose();
});

test("of two networks the mean of their probes competes, too", async () => {
  const file = await written("mine.model");
  const runtime = startTft({ learning: false });
  const networks = ["tft-probe", "own-probe"].map((name) => ({ name, read: () => readOwnModel(file) }));
  const { sources, networkOf, dispose } = await gatherCandidates(() => runtime, networks);
  const both = sources.at(-1);
  expect(both?.name).toBe("tft-probe + own-probe");
  expect(sources.length).toBeLessThanOrEqual(20);
  expect(["own-probe on ridge-arx", "own-zero-shot"].map((spoke) => networkOf(spoke)?.name)).toEqual(["own-probe", "own-probe"]);
  const task = taskOf({ days: 35, stepS: 3600 }, { y: wave });
  const said = both?.forecast(task).quantiles.map((q) => q[3]);
  const alone = networks.map(({ name }) =>
    sources
      .find((s) => s.name === name)
      ?.forecast(task)
      .quantiles.map((q) => q[3] ?? 0),
  );
  said?.forEach((v, i) => {
    expect(v).toBeCloseTo(((alone[0]?.[i] ?? 0) + (alone[1]?.[i] ?? 0)) / 2, 6);
  });
  dispose();
});

const spoiled = async (name: string, spoil: (bytes: Buffer) => Buffer): Promise<string> => {
  const file = await written(name);
  writeFileSync(file, spoil(readFileSync(file)));
  return file;
};
test.each([
  ["gone", async () => join(folder, "gone.model"), "is gone"],
  ["cut off", () => spoiled("short.model", (bytes) => bytes.subarray(0, bytes.length - 100)), "does not hold the weights"],
  [
    "changed",
    () => spoiled("bent.model", (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([7])])),
    "does not hold the weights that its header was written for",
  ],
  ["of another horizon", () => written("far.model", 16), "live forecasts are 24 hours"],
])("one that is %s stays in the list with the reason, and a baseline speaks", async (_, made, reason) => {
  const file = await made();
  const { sources, problem, networkOf } = await gatherCandidates(noRuntime, [
    { name: "own-probe", read: () => readOwnModel(file) },
  ]);
  expect(problem).toMatch(reason);
  expect(networkOf("own-probe")).toBeUndefined();
  const forecast = createChooser({ candidates: sources }).forecast(taskOf({ days: 20, stepS: 3600 }, { y: wave }));
  expect(allBaselines().map((b) => b.name)).toContain(forecast.model);
  const silent = forecast.candidates.find((c) => c.model === "own-probe");
  expect(silent).toMatchObject({ mae: null, pinball: null });
  expect(silent?.problem).toBe(problem?.slice(0, 200));
});
