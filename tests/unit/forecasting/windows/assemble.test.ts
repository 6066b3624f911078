import { describe, expect, it } from "vitest";
import { stream } from "#domain";
import {
  type AssembledBatch,
  assemble,
  fullRange,
  INPUTS,
  learnSeries,
  splitBuildings,
  splitByTime,
  tftConfig,
  unscaled,
  windowsOf,
} from "#forecasting";
import { learnBuilding } from "../../../support/learn-series.ts";

const config = tftConfig({ ...INPUTS, hidden: 16, encoder: 48, horizon: 6 });
const [air, heat] = learnBuilding(1, 20);
const K = config.known.length;
const E = K + 2;

describe("a window", () => {
  const row = 300;
  const batch = assemble(config, [
    { series: air, row },
    { series: heat, row: row + 1 },
  ]);

  it("ends its past at the issue row and begins its future behind it", () => {
    const { centre, scale } = scaleAt(batch, 0);
    const last = (config.encoder - 1) * 2 * E;
    expect(centre + scale * (batch.encoder[last] ?? 0)).toBeCloseTo(air.y[row] ?? 0, 3);
    expect(unscaled(batch.target[0] ?? 0, scaleAt(batch, 0), 0)).toBeCloseTo(air.y[row + 1] ?? 0, 3);
    const lag = config.known.indexOf("dayBefore");
    expect(centre + scale * (batch.decoder[lag] ?? 0)).toBeCloseTo(air.y[row + 1 - 24] ?? 0, 3);
    const outdoor = config.known.indexOf("outdoorTempC");
    expect(10 + 10 * (batch.decoder[outdoor] ?? 0)).toBeCloseTo(air.covariates.outdoorTempC[row + 1] ?? 0, 3);
  });

  it("is scaled by its own past: mean 0 and deviation 1, and nothing of its future", () => {
    const past = Array.from({ length: config.encoder }, (_, t) => batch.encoder[t * 2 * E] ?? 0);
    const mean = past.reduce((a, b) => a + b, 0) / past.length;
    expect(mean).toBeCloseTo(0, 4);
    const later = learnSeries({ ...input(), y: Float64Array.from(air.y, (v, i) => (i > row ? v + 50 : v)) });
    const changed = assemble(config, [{ series: { ...later, typical: air.typical }, row }]);
    const before = assemble(config, [{ series: air, row }]);
    expect(changed.encoder).toEqual(before.encoder);
    expect(changed.statics).toEqual(before.statics);
    expect(changed.decoder.filter((_, i) => i % K !== config.known.indexOf("weekBefore"))).toEqual(
      before.decoder.filter((_, i) => i % K !== config.known.indexOf("weekBefore")),
    );
    expect(changed.scales).toEqual(before.scales);
  });

  it("knows what is usual at an hour: on days of the same kind, and on this day of the week", () => {
    const daily = learnSeries({
      ...input(),
      y: Float64Array.from(air.y, (_, i) => Math.floor(i / 24) + 5 * Math.sin((i * Math.PI) / 12)),
    });
    const { decoder, scales } = assemble(config, [{ series: daily, row: 24 * 15 - 1 }]);
    const [scale] = scales;
    const at = (name: (typeof INPUTS.known)[number]) =>
      (scale?.centre ?? 0) + (scale?.scale ?? 0) * (decoder[config.known.indexOf(name)] ?? 0);
    // Day 15 counted from a Monday at 1 h local is a Tuesday: the five working days before it are 14, 11, 10, 9 and 8, a week before is 8.
    expect(at("similarDays")).toBeCloseTo((14 + 11 + 10 + 9 + 8) / 5, 3);
    expect(at("usualWeek")).toBeCloseTo((8 + 1) / 2, 3);
  });

  it("has gaps where its series has not begun, and no target where it has ended", () => {
    const early = assemble(config, [{ series: air, row: 10 }]);
    expect(early.encoder[0]).toBeNaN();
    const late = assemble(config, [{ series: air, row: air.length - 1 }]);
    expect([...late.target].every(Number.isNaN)).toBe(true);
    expect(() => assemble(config, [{ series: air, row: air.length }])).toThrow(/has no row/);
  });

  it("loses sensors by chance, but never its target or its clock", () => {
    const all = Array.from({ length: 40 }, (_, i) => ({ series: air, row: 200 + i }));
    const { encoder, decoder } = assemble(config, all, { random: stream(1, "sensors"), ahead: 0.5, sensor: 0.5 });
    const missing = (values: Float32Array, width: number, column: number) =>
      values.filter((v, i) => i % width === column && Number.isNaN(v)).length / (values.length / width);
    expect(missing(encoder, E, 0)).toBe(0);
    expect(missing(decoder, K, 0)).toBe(0);
    const outdoor = config.known.indexOf("outdoorTempC");
    expect(missing(encoder, E, 2 + outdoor)).toBeGreaterThan(0.3);
    expect(missing(encoder, E, 2 + outdoor)).toBeLessThan(0.7);
    expect(missing(decoder, K, outdoor)).toBeGreaterThan(0.55);
  });

  it("needs a model with the inputs of this version", () => {
    const other = tftConfig({ statics: ["s"], observed: ["y"], known: ["k"], hidden: 16 });
    expect(() => assemble(other, [{ series: air, row }])).toThrow(/other inputs/);
  });
});

function scaleAt({ scales }: AssembledBatch, window: number) {
  const scale = scales[window];
  if (!scale) throw new Error(`no window ${window}`);
  return scale;
}

/** What `air` was made from. */
function input() {
  const { outdoorTempC, globalIrradianceWPerM2, setpointC } = air.covariates;
  return {
    ...{ id: air.id, building: air.building, kind: air.kind, startTs: air.startTs, stepS: air.stepS },
    ...{ timeZone: "Europe/Berlin", y: air.y, other: air.other, covariates: { outdoorTempC, globalIrradianceWPerM2, setpointC } },
  };
}

describe("splits", () => {
  it("cut by time so that no target is on both sides", () => {
    const [before, after] = splitByTime(air, config, 250);
    const last = Math.max(...windowsOf(air, config, 1, before).map((w) => w.row + config.horizon));
    const first = Math.min(...windowsOf(air, config, 1, after).map((w) => w.row + 1));
    expect(last).toBeLessThan(first);
    expect(before.from).toBe(fullRange(air, config).from);
  });

  it("keep all series of a building together", () => {
    const all = [1, 2, 3, 4, 5].flatMap((seed) => learnBuilding(seed, 5));
    const { train, validation } = splitBuildings(all, 0.4, stream(1, "split"));
    expect(validation).toHaveLength(4);
    const apart = new Set(validation.map((s) => s.building));
    expect(train.some((s) => apart.has(s.building))).toBe(false);
    expect(() => splitBuildings([air], 0.5, stream(1, "split"))).toThrow(/at least two, there is 1/);
  });

  it("leave out windows that are mostly gaps", () => {
    const holes = learnSeries({ ...input(), y: Float64Array.from(air.y, (v, i) => (i > 100 && i < 200 ? Number.NaN : v)) });
    const rows = windowsOf(holes, config, 1).map((w) => w.row);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.some((row) => row >= 120 && row < 200)).toBe(false);
  });
});
