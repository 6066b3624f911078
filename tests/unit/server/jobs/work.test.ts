import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Building, type Job, type JobRequest, manualClock, TRANSFER_WAYS } from "#domain";
import { STEPWISE } from "#forecasting";
import { openDataFolder } from "../../../../server/jobs/data-folder.ts";
import { PAUSED } from "../../../../server/jobs/jobs.ts";
import { createWork } from "../../../../server/jobs/work.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "work-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function run(request: JobRequest, signal = new AbortController().signal, commandLine = "none.ts") {
  const work = createWork({
    ...{ clock: manualClock(0), folder: openDataFolder(dataDir), commandLine },
    store: { frame: () => Promise.reject(new Error("nothing is asked of the store")) },
    hub: { points: () => [], now: () => 0 },
    building: (id) => (id === "villa" ? ({ id, timeZone: "UTC" } as Building) : undefined),
    forecasts: { relearn: async (id) => `${id} learned`, forecastNow: async (id) => `${id} forecast` },
  });
  const job = { ...request, id: "j1", state: "running", progress: 0, who: "a", createdAt: 0 } as unknown as Job;
  return work(job, () => {}, signal);
}

test("probing and forecasting are the forecasting thread's", async () => {
  expect(await run({ kind: "probe", building: "villa" })).toEqual({ message: "villa learned" });
  expect(await run({ kind: "forecast", building: "villa" })).toEqual({ message: "villa forecast" });
});

test("what is not there is named: building, series, data set, model", async () => {
  await expect(run({ kind: "train", building: "barn" })).rejects.toThrow("there is no building 'barn'");
  await expect(run({ kind: "train", building: "villa" })).rejects.toThrow("no series of villa has 14 days of history");
  await expect(run({ kind: "train", building: "villa", datasets: ["fleet"] })).rejects.toThrow("there is no data set");
  await expect(run({ kind: "transfer", building: "villa", zone: "hall", signal: "airTempC", model: "j0" })).rejects.toThrow(
    "there is no model of a job 'j0'",
  );
});

test("a job's folder goes with it, unless it is to go on after a restart", async () => {
  const folder = join(dataDir, "jobs", "j1");
  const paused = new AbortController();
  paused.abort(PAUSED);
  mkdirSync(folder, { recursive: true });
  await run({ kind: "probe", building: "villa" }, paused.signal);
  expect(existsSync(folder)).toBe(true);
  await run({ kind: "probe", building: "villa" });
  expect(existsSync(folder)).toBe(false);
});

test("what a training that ended early can go on from stays, and its half-learned model goes", async () => {
  const folder = openDataFolder(dataDir);
  const calledOff = new AbortController();
  calledOff.abort();
  for (const path of [folder.job("j1"), join(dataDir, "models"), folder.dataset("fleet")]) mkdirSync(path, { recursive: true });
  for (const file of [folder.model("j1"), folder.training("j1")]) writeFileSync(file, "");
  await expect(run({ kind: "train", building: "villa", datasets: ["fleet"] }, calledOff.signal)).rejects.toThrow("called off");
  expect([folder.job("j1"), folder.training("j1"), folder.model("j1")].map((path) => existsSync(path))).toEqual([
    true,
    true,
    false,
  ]);
});

test("a transfer compares all ways, or takes one and keeps its model", async () => {
  expect(TRANSFER_WAYS).toEqual(STEPWISE);
  const commandLine = join(dataDir, "zonecast.mjs");
  // Answers with the words that it was given.
  writeFileSync(
    commandLine,
    `const words = process.argv.slice(2);
const of = (name) => words[words.indexOf(name) + 1];
const kept = words.includes("--out");
console.log(JSON.stringify(kept
  ? { series: of("--series"), strategy: of("--strategy"), out: of("--out"), trainedParameters: 7, windows: 3, learnS: 1 }
  : { series: of("--series"), cases: 9, judgedDays: 14, rows: [] }));`,
  );
  const folder = openDataFolder(dataDir);
  const series = { kind: "transfer", building: "villa", zone: "hall", signal: "airTempC" } as const;
  const took = async (request: JobRequest) => {
    mkdirSync(folder.job("j1"), { recursive: true });
    writeFileSync(join(folder.job("j1"), "villa.csv"), "");
    return run(request, undefined, commandLine);
  };
  expect(await took(series)).toEqual({ message: "nothing is best, nothing beats it; judged on 14 days, 9 cases", result: [] });
  expect(await took({ ...series, strategy: "decoder" })).toEqual({
    message: "decoder: 7 numbers learned from 3 windows of villa/hall/airTempC in 1 s; it can be given to a building",
  });
  expect(existsSync(join(dataDir, "models"))).toBe(true);
});
