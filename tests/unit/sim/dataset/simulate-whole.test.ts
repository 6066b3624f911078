import { expect, test } from "vitest";
import { ZonecastError } from "#domain";
import { archetype } from "../../../../sim/building/archetypes/registry.ts";
import { qualityText } from "../../../../sim/dataset/card-quality.ts";
import { seriesColumns } from "../../../../sim/dataset/columns.ts";
import { fleetOf, modelOf } from "../../../../sim/dataset/fleet.ts";
import { operationOf } from "../../../../sim/dataset/operate.ts";
import { type DatasetPlanInput, parseDatasetPlan, wholeReasons } from "../../../../sim/dataset/plan.ts";
import { qualityOf } from "../../../../sim/dataset/quality-figures.ts";
import { seriesTable } from "../../../../sim/dataset/series-table.ts";
import { simulateWhole } from "../../../../sim/dataset/simulate-whole.ts";
import { weatherOf } from "../../../../sim/dataset/weather-set.ts";

const POISSON = [{ kind: "poisson" as const, meanHoldSteps: 8 }];
const base: DatasetPlanInput = {
  name: "t",
  seed: 5,
  from: "2025-01-10",
  days: 6,
  warmUpDays: 4,
  weather: [{ climate: "central-europe", seed: 1 }],
  buildings: { count: 1, vary: { archetype: "de-sfh-08" } },
};

function made(change: Partial<DatasetPlanInput>) {
  const plan = parseDatasetPlan({ ...base, ...change });
  const weather = weatherOf(plan, plan.weather[0]!, () => {
    throw new ZonecastError("bug", "no file is read");
  });
  const building = fleetOf(plan)[0]!;
  const model = modelOf(building, weather.climate, () => archetype("de-sfh-08", { zones: "day-night" }));
  const operation = operationOf(plan, building, model, weather);
  return { plan, weather, series: simulateWhole({ plan, building, model, weather, operation }) };
}

const correlation = (x: Float32Array, y: Float32Array): number => {
  const mean = (v: Float32Array) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i]! - mx) * (y[i]! - my);
    xx += (x[i]! - mx) ** 2;
    yy += (y[i]! - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
};

test("blinds, windows and cooling are excited at once, each by a walker of its own", () => {
  const excite = (["coolingPowerW", "windowOpen", "blindClosed"] as const).map((control) => ({ control, walkers: POISSON }));
  const change = {
    from: "2025-07-01",
    days: 14,
    buildings: { count: 1, vary: { archetype: "de-sfh-08", cooling: "split", blindFactor: 0.2 } },
  };
  const { plan, series } = made({ ...change, operation: { excitedShare: 1, envelope: null, excite } });
  expect(wholeReasons(plan)).toContain("blindClosed is excited");
  const { further } = series.zones[0]!;
  const own = [further!.coolingPowerW!, further!.windowOpenShare!, further!.blindClosedShare!];
  for (const [k, level] of own.entries()) {
    expect(new Set(level).size, excite[k]!.control).toBeGreaterThan(60);
    for (const other of own.slice(0, k)) expect(Math.abs(correlation(level, other))).toBeLessThan(0.35);
  }
  // Without bands, what was asked for is done.
  const apart = (done: Float32Array, asked: Float32Array) =>
    done.reduce((most, v, i) => Math.max(most, Math.abs(v - asked[i]!)), 0);
  expect(apart(further!.blindClosedShare!, further!.blindRequestShare!)).toBeLessThan(1e-6);
  expect(apart(further!.windowOpenShare!, further!.windowRequestShare!)).toBeLessThan(1e-6);
});

test("heater and cooler excited together never work against each other, and the quality report judges both", () => {
  const excite = (["heatingPowerW", "coolingPowerW"] as const).map((control) => ({ control, walkers: POISSON }));
  const change = {
    from: "2025-05-10",
    days: 14,
    buildings: { count: 1, vary: { archetype: "de-sfh-08", cooling: "split" } },
    operation: { excitedShare: 1, excite },
  };
  const { plan, series, weather } = made(change);
  const { heatingPowerW, heatingRequestW, further, airTempC, persons } = series.zones[0]!;
  const { coolingPowerW, coolingRequestW } = further!;
  expect(heatingRequestW.every((w, i) => w === 0 || coolingRequestW![i] === 0)).toBe(true);
  expect(heatingPowerW.every((w, i) => w === 0 || coolingPowerW![i] === 0)).toBe(true);
  for (const power of [heatingPowerW, coolingPowerW!]) expect(new Set(power).size).toBeGreaterThan(100);
  const there = [...airTempC].filter((_, i) => persons[i]! > 0);
  expect(there.filter((t) => t >= 18 && t <= 26).length / there.length).toBeGreaterThan(0.98);
  const { report, pictures } = qualityOf(plan, series, weather);
  expect(report.controls.map((c) => [c.name, c.persistency.rank])).toEqual([
    ["heatingPowerW", 40],
    ["coolingPowerW", 40],
  ]);
  expect(report.correlations.map((c) => `${c.control} ${c.other}`)).toContain("heatingPowerW coolingPowerW");
  expect([...pictures.keys()]).toContain("coverage of coolingPowerW");
  expect(qualityText({ building: "b00000", report, pictures: [] })).toMatch(/`coolingPowerW` \| 40 of 40 \|/);
});

test("where a walker wants no cooling, the heating's thermostat keeps the house warm", () => {
  const excite = [{ control: "coolingPowerW" as const, walkers: [{ kind: "constant" as const, level: 0 }] }];
  const { series } = made({
    buildings: { count: 1, vary: { archetype: "de-sfh-08", cooling: "split" } },
    operation: { excitedShare: 1, excite },
  });
  const { airTempC, heatingPowerW } = series.zones[0]!;
  expect(Math.min(...airTempC)).toBeGreaterThan(16);
  expect(Math.max(...heatingPowerW)).toBeGreaterThan(1_000);
});

test("every row's heat balance closes, and the table has a column for each that the plan names", () => {
  const excite = [{ control: "heatingPowerW" as const, walkers: POISSON, limits: { minDwellS: 1_800 } }];
  const { plan, series, weather } = made({ operation: { excite } });
  expect(series.residualShare).toBeLessThan(1e-6);
  const residual = series.zones[0]!.further!.balanceResidualW!;
  expect(residual.every((w) => Math.abs(w) < 0.01)).toBe(true);
  const values = seriesTable("b", series, new Float64Array(weather.steps));
  expect(values).toHaveLength(seriesColumns(wholeReasons(plan).length > 0).length);
});

test("rate, power, times on and off, and energy hold in every excited step, whatever the walker wants", () => {
  const stepH = 0.25;
  const limits = { maxRatePerH: 8_000, powerLimitW: 6_000, minOnS: 3_600, minOffS: 2_700, lowestOn: 800 };
  const excite = [{ control: "heatingPowerW" as const, walkers: [{ kind: "prbs" as const, holdS: 1_800 }], limits }];
  const { series } = made({ operation: { excitedShare: 1, envelope: null, excite } });
  const w = series.zones[0]!.heatingPowerW;
  let [onS, offS, switches] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  for (let i = 1; i < w.length; i++) {
    const [before, now] = [w[i - 1]!, w[i]!];
    expect(now).toBeLessThanOrEqual(6_000.01);
    expect(now === 0 || now >= 799.9).toBe(true);
    // A machine that is off counts from its smallest level: it cannot pass what it cannot run at.
    expect(Math.abs(Math.max(now, 800) - Math.max(before, 800))).toBeLessThanOrEqual(8_000 * stepH + 0.1);
    if (before > 0 !== now > 0) {
      switches++;
      if (before > 0) expect(onS).toBeGreaterThanOrEqual(3_600);
      else expect(offS).toBeGreaterThanOrEqual(2_700);
    }
    onS = now > 0 ? (before > 0 ? onS : 0) + 900 : onS;
    offS = now > 0 ? offS : (before > 0 ? 0 : offS) + 900;
  }
  expect(switches).toBeGreaterThan(4);

  const budget = { energyWh: 20_000, everyS: 86_400 };
  const spent = made({ operation: { excitedShare: 1, envelope: null, excite: [{ ...excite[0]!, limits: { budget } }] } });
  const power = spent.series.zones[0]!.heatingPowerW;
  for (let day = 0; day < 6; day++) {
    const wh = power.subarray(96 * day, 96 * (day + 1)).reduce((a, b) => a + b * stepH, 0);
    expect(wh).toBeLessThanOrEqual(20_000.5);
    expect(wh).toBeGreaterThan(15_000);
  }
});

test("inside the envelope a house of two zones stays comfortable, and is its own file's", () => {
  const excite = [{ control: "heatingPowerW" as const, walkers: POISSON }];
  const change = { days: 10, buildings: { count: 1, vary: { building: "./own.yaml" } } };
  const { series } = made({ ...change, operation: { excitedShare: 1, excite } });
  expect(series.zones).toHaveLength(2);
  const free = made({ ...change, operation: { excitedShare: 1, envelope: null, excite } }).series;
  const share = ({ zones }: typeof series) => {
    const rows = zones.flatMap((z) => [...z.airTempC].filter((_, i) => z.persons[i]! > 0));
    return rows.filter((t) => t >= 18 && t <= 26).length / rows.length;
  };
  expect(share(series)).toBeGreaterThan(0.98);
  expect(share(free)).toBeLessThan(share(series));
});

test("what a building does not have cannot be excited, and limits that make no sense are refused", () => {
  const excite = (control: "coolingPowerW" | "blindClosed") => ({ operation: { excite: [{ control, walkers: POISSON }] } });
  expect(() => made(excite("coolingPowerW"))).toThrow("b00000 has no coolingPowerW to excite");
  expect(() => made(excite("blindClosed"))).toThrow("b00000 has no blindClosed to excite");
  const limited = (control: "windowOpen" | "heatingSetpointC") => () =>
    parseDatasetPlan({ ...base, operation: { excite: [{ control, walkers: POISSON, limits: { powerLimitW: 100 } }] } });
  const excited = { control: "heatingPowerW" as const, walkers: POISSON, limits: { lowestOn: 1e6 } };
  expect(() => made({ operation: { excite: [excited] } })).toThrow("heatingPowerW of b00000: lowestOn 1000000 lies outside 0..");
  expect(limited("windowOpen")).toThrow("windowOpen has neither power nor energy");
  expect(limited("heatingSetpointC")).toThrow("operation.excite.0.limits: heatingSetpointC has none");
});
