import { describe, expect, it } from "vitest";
import { scaledAhead, unscaled } from "#forecasting";
import { scaleOf, targetScale } from "../../../../forecasting/windows/scaling.ts";

const week = Float64Array.from({ length: 168 }, (_, i) => 20 + 2 * Math.sin(i / 4));
const usual = [19, 20, Number.NaN];
const past = { values: week, from: 0, to: 168, typical: 1, stepS: 3_600 } as const;

describe("what a forecast of nothing means", () => {
  it("is the last measured value for a temperature, over a gap too, which gives way to the week's mean", () => {
    const gap = week.slice();
    gap.fill(Number.NaN, 165);
    const { base, offset, centre, scale } = targetScale(
      { ...past, values: gap, kind: "temperature" },
      Array.from({ length: 48 }, () => 0),
    );
    const last = week[164] ?? 0;
    expect(centre + scale * offset).toBeCloseTo(last, 6);
    expect(((base[0] ?? 0) - centre) / (last - centre)).toBeCloseTo(Math.exp(-1 / 8), 4);
    expect(((base[7] ?? 0) - centre) / (last - centre)).toBeCloseTo(Math.exp(-1), 4);
    expect(base[47]).toBeCloseTo(centre, 1);
  });

  it("does not depend on the step", () => {
    const quarter = targetScale({ ...past, kind: "temperature", stepS: 900 }, [0, 0, 0, 0]);
    const hour = targetScale({ ...past, kind: "temperature" }, [0]);
    expect(quarter.base[3]).toBeCloseTo(hour.base[0] ?? Number.NaN, 5);
  });

  it("is what is usual at the hour for electricity, the week's mean where nothing is", () => {
    const { base, centre } = targetScale({ ...past, kind: "electricity" }, usual);
    expect([...base]).toEqual([19, 20, Math.fround(centre)]);
  });

  it("is the week's mean for heat", () => {
    const { base, centre } = targetScale({ ...past, kind: "heat" }, usual);
    expect(new Set(base)).toEqual(new Set([Math.fround(centre)]));
  });
});

it("a value comes back from its scale, unless it is beyond twelve times of it", () => {
  const scale = targetScale({ ...past, kind: "temperature" }, usual);
  expect(unscaled(scaledAhead(23.5, scale, 1), scale, 1)).toBeCloseTo(23.5, 5);
  expect(scaledAhead(1e6, scale, 1)).toBe(12);
});

it("a week that hardly moves keeps a floor of its kind, and a share of what is typical", () => {
  const still = new Float64Array(168).fill(20);
  expect(scaleOf(still, 0, 168, "temperature", 0).scale).toBe(0.1);
  expect(scaleOf(still, 0, 168, "heat", 500).scale).toBe(50);
  expect(scaleOf(new Float64Array(168).fill(Number.NaN), 0, 168, "heat", 0)).toEqual({ centre: 0, scale: 10 });
});
