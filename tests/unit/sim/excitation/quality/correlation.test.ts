import { expect, test } from "vitest";
import { stream } from "../../../../../domain/index.ts";
import { peakCorrelation } from "../../../../../sim/excitation/quality/correlation.ts";

const random = stream(1, "correlation");
const a = Float64Array.from({ length: 5_000 }, () => random.normal());
const shifted = (by: number) => Float64Array.from(a, (_, k) => -2 * (a[k - by] ?? 0) + 5);

test("finds the delay and the sign", () => {
  const found = peakCorrelation(a, shifted(7), { from: -20, to: 20 });
  expect(found.lag).toBe(7);
  expect(found.correlation).toBeCloseTo(-1, 2);
  expect(peakCorrelation(a, shifted(-7), { from: -20, to: 20 }).lag).toBe(-7);
});

test("looks only where it is told", () => {
  expect(Math.abs(peakCorrelation(a, shifted(-7), { from: 0, to: 20 }).correlation)).toBeLessThan(0.06);
});

test("a column that stands still correlates with nothing", () => {
  expect(peakCorrelation(a, new Float64Array(5_000).fill(3), { from: 0, to: 5 })).toEqual({ correlation: 0, lag: 0 });
});
