import { beforeAll, describe, expect, it } from "vitest";
import type { ForecastTask } from "#domain";
import {
  type Checkpoint,
  INPUTS,
  loadCheckpoint,
  saveCheckpoint,
  startTft,
  type TftRuntime,
  type TftSource,
  tftConfig,
  tftSource,
} from "#forecasting";
import { hourUtc, SOME_THURSDAY, taskOf } from "../../../support/forecast-tasks.ts";
import { provenance } from "../../../support/provenance.ts";

const config = tftConfig({ ...INPUTS, hidden: 16 });
let runtime: TftRuntime;
let checkpoint: Checkpoint;
let source: TftSource;
const room = (days: number, stepS: number): ForecastTask =>
  taskOf(
    { days, stepS },
    {
      y: (ts) => 20 + Math.sin((2 * Math.PI * hourUtc(ts)) / 24),
      outdoorTempC: (ts) => 5 + 3 * Math.sin((2 * Math.PI * (hourUtc(ts) - 9)) / 24),
    },
  );

beforeAll(async () => {
  runtime = await startTft({ kernels: "simd" });
  const model = runtime.create(config, 3);
  checkpoint = await loadCheckpoint(await saveCheckpoint({ config, provenance, parameters: model.parameters() }));
  model.dispose();
  source = tftSource(runtime, checkpoint);
});

describe("a network as a source", () => {
  it.each([3_600, 900])("speaks about 24 h in steps of %i s, quantiles in order and within the limits", (stepS) => {
    const forecast = source.forecast(room(14, stepS));
    expect(forecast.leadS).toHaveLength(86_400 / stepS);
    expect(forecast.leadS.at(-1)).toBe(86_400);
    expect(forecast.issuedAt).toBe(SOME_THURSDAY);
    for (const row of forecast.quantiles) {
      expect(row).toHaveLength(7);
      expect(row.every((v, j) => Number.isFinite(v) && v >= (row[j - 1] ?? v))).toBe(true);
    }
  });

  it("never forecasts a negative power where none was", () => {
    const task = taskOf({ days: 10, stepS: 3_600, signal: "heatingPowerW" }, { y: (_, row) => (row % 5 === 0 ? 4_000 : 0) });
    expect(Math.min(...source.forecast(task).quantiles.flat())).toBeGreaterThanOrEqual(0);
  });

  it("says what it looked at: shares that sum to one, nothing for what is missing", () => {
    const { past, ahead, statics, attention } = source.explain(room(14, 3_600));
    for (const part of [past, ahead, statics]) expect(part.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 4);
    expect(attention).toHaveLength(192);
    expect(attention.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
    // Nobody measured the sun, nobody forecasts the weather.
    expect(past.find((s) => s.input === "globalIrradianceWPerM2")?.share).toBe(0);
    expect(ahead.find((s) => s.input === "outdoorTempC")?.share).toBe(0);
  });

  it("says that a week is too short a history, and that a step does not fit", () => {
    expect(() => source.forecast(room(4, 3_600))).toThrow(/126 of the last 168 hours measured, there are 96/);
    expect(() => source.forecast(room(14, 7_200))).toThrow(/steps of 3600 s, the history comes in steps of 7200 s/);
  });

  it("says what it cannot forecast", () => {
    const task = taskOf({ days: 10, signal: "co2Ppm" }, { y: () => 600 });
    expect(() => source.forecast(task)).toThrow(/temperatures of rooms, heat and electricity, not co2Ppm/);
  });

  it("takes the head of an adapter of its base, and refuses that of another", () => {
    const head = Array.from({ length: (config.hidden + 1) * config.levels.length }, () => 0);
    const adapter = {
      format: "zonecast-adapter 1",
      base: checkpoint.hash,
      series: "s",
      fromTs: 0,
      toTs: 0,
      windows: 0,
      head,
    } as const;
    const probe = tftSource(runtime, checkpoint, { adapter });
    // A head of zeros says the mean of the week.
    expect(probe.name).toBe("tft-probe");
    for (const value of probe.forecast(room(14, 3_600)).quantiles.flat()) expect(value).toBeCloseTo(20, 3);
    probe.dispose();
    expect(() => tftSource(runtime, checkpoint, { adapter: { ...adapter, base: "0".repeat(64) } })).toThrow(/another base model/);
  });
});
