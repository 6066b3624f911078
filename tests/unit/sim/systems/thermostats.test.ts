import { describe, expect, test } from "vitest";
import { isZonecastError } from "#domain";
import type { HeatingModel } from "../../../../sim/building/model.ts";
import { createThermostats, engineBand, longestStepS } from "../../../../sim/systems/thermostats.ts";
import { boxBuilding, boxZone } from "../../../support/box-building.ts";

const { heating } = boxZone("a");
if (!heating) throw new Error("the box has no heating");
type Control = NonNullable<HeatingModel["control"]>;
const boxWith = (control: Control) => boxBuilding([boxZone("a", { heating: { ...heating, control } })]);

/** A room of 30 W/K and 500 Wh/K by a law, as the engine would solve it: the air at the end of each step. */
function live(control: Control, stepS: number, steps: number, outdoorC: (k: number) => number) {
  const model = boxWith(control);
  const own = { ...heating, control } as HeatingModel;
  const thermostats = createThermostats(model, stepS);
  const { aboveK, belowK } = engineBand(own, stepS);
  const droop = (aboveK + belowK) / own.maxPowerW;
  const C = 1.8e6 / stepS;
  const [set, air, engine, forced, power] = Array.from({ length: 5 }, () => new Float64Array(1)) as [
    Float64Array,
    ...Float64Array[],
  ] &
    [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  set[0] = 20;
  air[0] = 16;
  const rows: { airC: number; powerW: number }[] = [];
  for (let k = 0; k < steps; k++) {
    forced[0] = Number.NaN;
    thermostats.prepare(set, air, engine, forced);
    const rise = 1 / (C + 30);
    const free: number = (C * air[0]! + 30 * outdoorC(k)) * rise;
    const asked = Number.isNaN(forced[0]!) ? (engine[0]! + aboveK - free) / (droop + rise) : forced[0]!;
    power[0] = Math.min(1_000, Math.max(0, asked));
    air[0] = free + rise * power[0];
    thermostats.settle(set, air, power, new Uint8Array(1));
    rows.push({ airC: air[0]!, powerW: power[0] });
  }
  return rows;
}
const lastOf = <T>(rows: readonly T[]): T => rows[rows.length - 1] as T;

describe("a thermostat", () => {
  test("by P ends on its line whatever its sensor's lag and the step", () => {
    // 30 (T - 5) = 1000/2 (21 - T)
    const expected = (500 * 21 + 30 * 5) / 530;
    for (const sensorTimeConstantS of [0, 600, 3_600])
      for (const stepS of [60, 900, 3_600])
        expect(lastOf(live({ law: "proportional", sensorTimeConstantS }, stepS, 3_000, () => 5)).airC).toBeCloseTo(expected, 6);
  });

  test("by PI ends on its set-point, and did not wind up while it was limited", () => {
    const pi: Control = { law: "pi", gainPerK: 0.4, integralS: 1_800, sensorTimeConstantS: 300 };
    // Three days too cold for the heater, then mild: without anti-windup the room would be far too warm for hours.
    const rows = live(pi, 300, 6 * 288, (k) => (k < 3 * 288 ? -25 : 5));
    expect(rows[3 * 288 - 1]?.powerW).toBe(1_000);
    expect(Math.max(...rows.slice(3 * 288).map((r) => r.airC))).toBeLessThan(21);
    expect(lastOf(rows).airC).toBeCloseTo(20, 3);
    for (const stepS of [60, 900, 3_600]) expect(lastOf(live(pi, stepS, 3_000, () => 0)).airC).toBeCloseTo(20, 3);
  });

  test("by two points switches about its set-point, no faster than its least times", () => {
    const law: Control = { law: "two-point", hysteresisK: 0.5, minOnS: 600, minOffS: 900, sensorTimeConstantS: 120 };
    const rows = live(law, 60, 3 * 1_440, () => 5);
    const late = rows.slice(1_440);
    expect(new Set(late.map((r) => r.powerW))).toEqual(new Set([0, 1_000]));
    const mean = late.reduce((sum, r) => sum + r.airC, 0) / late.length;
    expect(Math.abs(mean - 20)).toBeLessThan(0.3);
    const runs: { on: boolean; steps: number }[] = [];
    for (const { powerW } of rows) {
      const last = runs[runs.length - 1];
      if (last?.on === powerW > 0) last.steps++;
      else runs.push({ on: powerW > 0, steps: 1 });
    }
    for (const { on, steps } of runs.slice(1, -1)) expect(steps * 60).toBeGreaterThanOrEqual(on ? 600 : 900);
    expect(runs.length).toBeGreaterThan(20);
  });

  test("without a set-point, or overruled, does nothing of its own", () => {
    const thermostats = createThermostats(boxWith({ law: "pi", gainPerK: 0.4, integralS: 600 }), 300);
    const engine = new Float64Array(1);
    thermostats.prepare(Float64Array.of(Number.NaN), Float64Array.of(15), engine, Float64Array.of(Number.NaN));
    expect(engine[0]).toBeNaN();
    // Overruled at 300 of 1,000 W and 1 K too warm: the integral is what would have asked for just this.
    thermostats.settle(Float64Array.of(20), Float64Array.of(21), Float64Array.of(300), Uint8Array.of(1));
    expect(thermostats.state[1]).toBeCloseTo(0.7, 12);
  });
});

test("two-point laws refuse steps above a minute, the others take an hour", () => {
  const law: Control = { law: "two-point", hysteresisK: 0.5 };
  expect([longestStepS(boxWith(law)), longestStepS(boxWith({ law: "ideal" }))]).toEqual([60, 3_600]);
  try {
    createThermostats(boxWith(law), 300);
    expect.unreachable();
  } catch (e) {
    expect(isZonecastError(e) && e.code).toBe("bad-input");
  }
});
