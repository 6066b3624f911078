import { expect, test } from "vitest";
import { column, type Frame } from "#domain";
import { parseDatasetPlan, simulatePlan } from "#sim";

const plan = (days: number, extra: object = {}) =>
  parseDatasetPlan({
    ...{ name: "two", days, warmUpDays: 3, seed: 4, weather: [{ climate: "central-europe", seed: 1 }] },
    buildings: { count: 2, vary: { massScale: { kind: "uniform", min: 0.5, max: 2 } } },
    ...extra,
  });

test("every building of the plan with its zones, weather beside them, and the first days of a longer run", () => {
  const [long, short] = [[...simulatePlan(plan(4))], [...simulatePlan(plan(2))]];
  expect(short.map((h) => h.building.id)).toEqual(["b00000", "b00001"]);
  for (const [i, house] of short.entries()) {
    const [zone] = house.zones.values();
    expect(zone!.length).toBe(2 * 96);
    expect(new Date(zone!.startTs).toISOString()).toBe("2025-01-01T00:00:00.000Z");
    const air = column(zone!, "airTempC");
    expect(Math.min(...air)).toBeGreaterThan(10);
    const [longer] = long[i]!.zones.values();
    expect(column(longer!, "airTempC").slice(0, 192)).toEqual(air);
    expect(new Set(column(zone!, "excited"))).toEqual(new Set(column(zone!, "excited").map((v) => (v === 0 ? 0 : 1))));
    expect(column(zone!, "globalIrradianceWPerM2").filter((v) => v > 0).length).toBeGreaterThan(20);
    expect(house.quality().report.rows).toBe(192);
  }
});

test("a plan that names a file wants a reader", () => {
  const own = plan(2, { weather: [{ id: "mine", file: "mine.epw", licence: "CC0-1.0" }] });
  expect(() => [...simulatePlan(own)]).toThrow("the plan names the file mine.epw");
});

test("a plan that needs the whole simulation gives its further columns, too", () => {
  const blinds = plan(2, {
    from: "2025-07-10",
    buildings: { count: 1, vary: { blindFactor: 0.2 } },
    operation: { excitedShare: 1, excite: [{ control: "blindClosed", walkers: [{ kind: "random" }] }] },
  });
  const [simulated] = [...simulatePlan(blinds)];
  const frame = [...simulated!.zones.values()][0]!;
  expect(new Set(column(frame, "blindClosedShare")).size).toBeGreaterThan(40);
  expect(column(frame, "balanceResidualW")).toHaveLength(192);
});

test("an office lowers its set-point at night and over ends of weeks, and more people work there than live in a house", () => {
  const at = (use: string) =>
    [...simulatePlan(plan(7, { buildings: { count: 1, vary: { use, setbackK: 4, dayC: 21 } }, from: "2025-02-03" }))][0]!;
  const [office, home] = ["office", "home"].map((use) => [...at(use).zones.values()][0]!) as [Frame, Frame];
  const setpoint = column(office, "heatingSetpointC");
  expect(new Set(setpoint)).toEqual(new Set([17, 21]));
  expect(setpoint[11 * 4]).toBe(21);
  expect(setpoint[2 * 4]).toBe(17);
  expect(Math.max(...column(office, "persons"))).toBeGreaterThan(2 * Math.max(...column(home, "persons")));
  expect(Math.max(...column(office, "internalGainW"))).toBeGreaterThan(Math.max(...column(home, "internalGainW")));
});

test("a use that there is not is answered with the nearest", () => {
  expect(() => [...simulatePlan(plan(2, { buildings: { count: 1, vary: { use: "ofice" } } }))]).toThrow("unknown use 'ofice'");
});
