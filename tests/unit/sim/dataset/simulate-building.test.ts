import { describe, expect, test } from "vitest";
import { ZonecastError } from "#domain";
import { fleetOf, modelOf } from "../../../../sim/dataset/fleet.ts";
import { type DatasetPlanInput, parseDatasetPlan } from "../../../../sim/dataset/plan.ts";
import { simulateBuilding } from "../../../../sim/dataset/simulate-building.ts";
import { statisticsOf } from "../../../../sim/dataset/statistics.ts";
import { weatherOf } from "../../../../sim/dataset/weather-set.ts";
import { createWeatherTables } from "../../../../sim/dataset/weather-tables.ts";

const base: DatasetPlanInput = {
  name: "t",
  seed: 5,
  from: "2025-01-10",
  days: 21,
  weather: [{ climate: "central-europe", seed: 1 }],
  buildings: { count: 1, vary: { archetype: "de-sfh-08" } },
};

function made(change: Partial<DatasetPlanInput> = {}) {
  const plan = parseDatasetPlan({ ...base, ...change });
  const weather = weatherOf(plan, plan.weather[0]!, () => {
    throw new ZonecastError("bug", "no file is read");
  });
  const tables = createWeatherTables();
  const all = fleetOf(plan).map((building) => ({
    building,
    series: simulateBuilding(plan, building, modelOf(building, weather.climate), weather, tables),
  }));
  return { plan, weather, tables, all, zone: all[0]!.series.zones[0]! };
}

test("a day at 900 s has 96 rows, and the warm-up is not among them", () => {
  expect(made({ days: 1 }).zone.airTempC).toHaveLength(96);
  const closed = { operation: { excitedShare: 0 } };
  const [warm, longer] = [made(closed).zone, made({ ...closed, warmUpDays: 28 }).zone];
  const apart = warm.airTempC.map((t, i) => Math.abs(t - longer.airTempC[i]!));
  expect(warm.airTempC[0]).not.toBe(20);
  expect(apart.reduce((a, b) => Math.max(a, b))).toBeLessThan(0.5);
});

test("labels are on time: heating that begins in a row warms the next row, not its own", () => {
  const plan = {
    operation: {
      excitedShare: 1,
      envelope: null,
      excite: [{ control: "heatingPowerW" as const, walkers: [{ kind: "prbs" as const, holdS: 7_200 }] }],
    },
  };
  const { zone } = made({ ...plan, buildings: { count: 1, vary: { archetype: "de-sfh-08", emitter: "convector" } } });
  const { heatingPowerW: w, airTempC: t } = zone;
  let [same, next, jumps] = [0, 0, 0];
  for (let i = 1; i + 1 < w.length; i++) {
    if (Math.abs(w[i]! - w[i - 1]!) < 0.5 * zone.maxPowerW) continue;
    const sign = Math.sign(w[i]! - w[i - 1]!);
    jumps++;
    if (sign * (t[i]! - t[i - 1]!) > 0) same++;
    if (sign * (t[i + 1]! - t[i]!) > 0) next++;
  }
  expect(jumps).toBeGreaterThan(50);
  expect(next / jumps).toBeGreaterThan(0.95);
  expect(same / jumps).toBeLessThan(0.5);
});

test("inside the envelope, an excited winter is comfortable; without, it is not", () => {
  const comfort = (envelope: null | object) => {
    const { all, weather, plan } = made({
      operation: {
        excitedShare: 1,
        envelope,
        excite: [{ control: "heatingPowerW", walkers: [{ kind: "poisson", meanHoldSteps: 8 }] }],
      },
    });
    return statisticsOf(all[0]!.series, plan.stepS, weather.outdoorC).comfortShare ?? 0;
  };
  expect(comfort({})).toBeGreaterThan(0.995);
  expect(comfort(null)).toBeLessThan(0.7);
});

test("requested and applied: equal under the thermostat, apart where the envelope steps in", () => {
  // Twenty episodes: two rounds of ten, half of each excited.
  const { zone } = made({ days: 40, warmUpDays: 0 });
  const closed = [...zone.policy].flatMap((p, i) => (p === 0 ? [zone.heatingPowerW[i]! - zone.heatingRequestW[i]!] : []));
  expect(closed.every((d) => d === 0)).toBe(true);
  const excited = [...zone.policy].flatMap((p, i) =>
    p === 1 ? [Math.abs(zone.heatingPowerW[i]! - zone.heatingRequestW[i]!)] : [],
  );
  expect(excited.length / zone.policy.length).toBe(0.5);
  expect(excited.some((d) => d > 100)).toBe(true);
  expect(excited.some((d) => d < 1)).toBe(true);
});

test("a building is the same alone and among others, and columns of the weather are shared where the outside is", () => {
  const three: Partial<DatasetPlanInput> = {
    buildings: { count: 3, method: "random", vary: { archetype: "de-sfh-08", massScale: { kind: "uniform", min: 0.5, max: 2 } } },
  };
  const { all, tables, plan, weather } = made(three);
  const { tables: ofOne } = made({ ...three, buildings: { count: 1, method: "random", vary: { archetype: "de-sfh-08" } } });
  expect(tables.bytes).toBe(ofOne.bytes);
  const last = all[2]!;
  const alone = simulateBuilding(plan, last.building, modelOf(last.building, weather.climate), weather, createWeatherTables());
  expect(alone).toEqual(last.series);
});

describe("controllers in the loop", () => {
  test.each(["p", "pi", "two-point"])("%s keeps the house near its set-point", (controller) => {
    const { zone } = made({
      days: 10,
      operation: { excitedShare: 0 },
      buildings: { count: 1, vary: { archetype: "de-sfh-08", controller, dayC: 21, setbackK: 0, emitter: "convector" } },
    });
    const mean = zone.airTempC.reduce((a, b) => a + b, 0) / zone.airTempC.length;
    expect(mean).toBeGreaterThan(19.5);
    expect(mean).toBeLessThan(22.5);
    expect(zone.airTempC.every((t) => t > 17 && t < 26)).toBe(true);
  });
});

test("set-points, fans and gains may be excited too", () => {
  const excite = (["heatingSetpointC", "ventilationPerH", "internalGainW"] as const).map((control) => ({
    control,
    walkers: [{ kind: "aprbs" as const }],
  }));
  const { zone, all } = made({ operation: { excitedShare: 1, excite } });
  expect(new Set(zone.heatingSetpointC).size).toBeGreaterThan(20);
  expect(zone.heatingSetpointC.every((c) => c >= 16 && c <= 26)).toBe(true);
  expect(zone.extraAirM3PerH!.filter((v) => v > 0).length / zone.extraAirM3PerH!.length).toBeGreaterThan(0.8);
  expect(all[0]!.series.policies).toEqual(["thermostat", "aprbs+aprbs+aprbs"]);
});

test("several zones have lives of their own", () => {
  const { all } = made({ buildings: { count: 1, vary: { archetype: "de-sfh-08", zones: "day-night" } } });
  const [a, b] = all[0]!.series.zones;
  expect(a!.zone).not.toBe(b!.zone);
  expect(a!.heatingRequestW).not.toEqual(b!.heatingRequestW);
});
