/** The model that ships with the project: readable by this version, small, and better than a plain look at yesterday where it was made for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { type Checkpoint, loadCheckpoint, startTft, type TftSource, tftSource } from "#forecasting";
import { hourUtc, SOME_THURSDAY, taskOf } from "../support/forecast-tasks.ts";
import { ROOT } from "../support/paths.ts";

const file = readFileSync(join(ROOT, "models/base-h32.model"));
let base: Checkpoint;
let source: TftSource;
beforeAll(async () => {
  base = await loadCheckpoint(file);
  source = tftSource(await startTft({ kernels: "simd" }), base);
});

it("has hidden size 32, is below 2 MB and says where it comes from", () => {
  expect(base.config.hidden).toBe(32);
  expect(file.length).toBeLessThan(2_000_000);
  expect(base.provenance.buildings).toBeGreaterThanOrEqual(200);
  expect(base.provenance.dataHash).toMatch(/^[0-9a-f]{64}$/);
  expect(base.provenance.dataLicence).toMatch(/cc-by/i);
  expect(base.maxWeightError).toBeLessThan(1e-3);
});

it("follows a room's daily swing into the next day, closer than its mean and inside its own band", () => {
  const room = (ts: number) => 20.5 + 0.8 * Math.sin((2 * Math.PI * (hourUtc(ts) - 10)) / 24);
  const forecast = source.forecast(taskOf({ days: 28, stepS: 3_600 }, { y: room }));
  let [error, flat, covered] = [0, 0, 0];
  for (const [i, row] of forecast.quantiles.entries()) {
    const truth = room(SOME_THURSDAY + (forecast.leadS[i] ?? 0) * 1_000);
    error += Math.abs((row[3] ?? 0) - truth);
    flat += Math.abs(20.5 - truth);
    if (truth >= (row[0] ?? 0) && truth <= (row[6] ?? 0)) covered++;
  }
  expect(error).toBeLessThan(0.5 * flat);
  expect(covered).toBeGreaterThanOrEqual(20);
});
