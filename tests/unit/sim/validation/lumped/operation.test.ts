import { describe, expect, it } from "vitest";
import { controlOf, ventilationWPerK } from "../../../../../sim/validation/lumped/operation.ts";

const hours = Array.from({ length: 24 }, (_, hour) => hour);

describe("how the cases are run", () => {
  it("600 holds 20 to 27 °C, 600FF nothing", () => {
    for (const hour of hours) expect(controlOf("600", hour, true)).toMatchObject({ heatBelowC: 20, coolAboveC: 27 });
    expect(controlOf("600FF", 12, true)).toBeUndefined();
  });

  it("640 and 940 set back from 23 to 7; only the newer 640 climbs through an hour", () => {
    const at = (box: string, hour: number, climbs: boolean) => controlOf(box, hour, climbs)?.heatBelowC;
    expect(hours.filter((hour) => at("940", hour, true) === 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 23]);
    expect(at("640", 7, true)).toBe(15);
    expect(at("640", 7, false)).toBe(20);
    expect(at("940", 7, true)).toBe(20);
  });

  it("650 and 950 never heat, cool by day and let the fan run by night", () => {
    const cools = hours.filter((hour) => Number.isFinite(controlOf("950", hour, true)?.coolAboveC));
    expect(cools).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
    expect(hours.every((hour) => controlOf("650", hour, true)?.heatBelowC === Number.NEGATIVE_INFINITY)).toBe(true);
    const fan = hours.filter((hour) => ventilationWPerK("650FF", hour) > 100);
    expect(fan).toEqual(hours.filter((hour) => !cools.includes(hour)));
  });

  it("half an air change of Denver's thin air carries 18 W/K", () => {
    expect(ventilationWPerK("600", 3)).toBeCloseTo(18.05, 1);
    expect(ventilationWPerK("900", 3)).toBe(ventilationWPerK("600", 3));
  });
});
