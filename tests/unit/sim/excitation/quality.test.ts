import { describe, expect, test } from "vitest";
import { column, makeFrame } from "../../../../domain/index.ts";
import { excitationQuality, type QualityInput } from "../../../../sim/excitation/quality.ts";
import { runTrial, trialWeather, type Wish } from "../../../../sim/excitation/trial.ts";
import { createWalker } from "../../../../sim/excitation/walkers.ts";

const range = { min: 0, max: 4_500 };
const weather = trialWeather(4, 14 * 96);
const walker = createWalker({ spec: { kind: "poisson" }, range, stepS: 900, seed: 1, name: "q" });
const run = (heating: Wish) => runTrial({ weather, heating });
const excited = run(() => walker.next());
const closed = run(({ airTempC, setpointC }) => 4_500 * Math.min(1, Math.max(0, setpointC - airTempC)));
const input = (frame: QualityInput["frame"]): QualityInput => ({
  frame,
  state: "airTempC",
  controls: [{ name: "heatingPowerW", range }],
  disturbances: ["outdoorTempC", "globalIrradianceWPerM2"],
  powers: ["heatingPowerW"],
  occupancy: "occupancy",
});

describe("excited against closed-loop data", () => {
  const [free, loop] = [excitationQuality(input(excited)), excitationQuality(input(closed))];
  test("excitation wins in every measure but comfort", () => {
    expect(loop.comfort.share).toBeGreaterThan(free.comfort.share);
    expect(free.information.condition).toBeLessThan(loop.information.condition);
    expect(free.information.responseInflation[0]).toBeLessThan(1.5);
    const [f, l] = [free.controls[0], loop.controls[0]];
    expect(f?.spectrum.evenness).toBeGreaterThan(l?.spectrum.evenness ?? 1);
    expect(f?.coverage.occupied).toBeGreaterThan(5 * (l?.coverage.occupied ?? 1));
    expect(f?.persistency.rank).toBeGreaterThan(l?.persistency.rank ?? 99);
  });
  test("closed-loop heat follows the cold, at once or a little later", () => {
    const cold = loop.correlations.find((c) => c.other === "outdoorTempC");
    expect(cold?.correlation).toBeLessThan(-0.7);
    expect(cold?.lagH).toBeGreaterThanOrEqual(0);
  });
  test("energy is the sum of the powers, by day and in all", () => {
    const [used] = free.energy;
    const sumWh = column(excited, "heatingPowerW").reduce((a, w) => a + w / 4, 0);
    expect(used?.energyWh).toBeCloseTo(sumWh, 6);
    expect(used?.perDayWh.length).toBe(14);
  });
});

test("two controls are compared with each other, either way in time", () => {
  const [air, heat] = [column(excited, "airTempC"), column(excited, "heatingPowerW")];
  const late = heat.map((_, k) => heat[k - 4] ?? 0);
  const frame = makeFrame(0, 900, [
    ["airTempC", air],
    ["a", heat],
    ["b", late],
  ]);
  const controls = [
    { name: "a", range },
    { name: "b", range },
  ];
  const found = excitationQuality({ frame, state: "airTempC", controls });
  expect(found.correlations).toHaveLength(1);
  // `a` is an hour earlier than `b`.
  expect(found.correlations[0]).toMatchObject({ control: "a", other: "b", lagH: -1 });
  expect(found.correlations[0]?.correlation).toBeGreaterThan(0.98);
  expect(found.jointPersistency.rank).toBeLessThan(50);
});

test("a gap parts the data, and the longer part counts", () => {
  const gapped = new Map(excited.columns);
  gapped.set("heatingPowerW", column(excited, "heatingPowerW").with(300, Number.NaN));
  expect(excitationQuality(input({ ...excited, columns: gapped })).rows).toBe(14 * 96 - 301);
});

test("saturation is the time at either end of the range", () => {
  const heat = Float64Array.from({ length: 100 }, (_, k) => [0, 4_500, 1_000, 2_000][k % 4] ?? 0);
  const frame = makeFrame(0, 900, [
    ["airTempC", Float64Array.from({ length: 100 }, (_, k) => 20 + Math.sin(k))],
    ["heatingPowerW", heat],
  ]);
  const found = excitationQuality({ frame, state: "airTempC", controls: [{ name: "heatingPowerW", range }] });
  expect(found.controls[0]?.saturated).toBe(0.5);
});

test("too few rows, and columns that are not there, are said", () => {
  const short = new Map([...excited.columns].map(([name, values]) => [name, values.slice(0, 10)]));
  expect(() => excitationQuality(input({ ...excited, length: 10, columns: short }))).toThrow(
    expect.objectContaining({ code: "too-little-history" }),
  );
  expect(() => excitationQuality({ ...input(excited), state: "roomTempC" })).toThrow(
    expect.objectContaining({ code: "bad-frame" }),
  );
});
