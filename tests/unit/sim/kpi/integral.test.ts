import { expect, test } from "vitest";
import { integralH, peakMean } from "../../../../sim/kpi/integral.ts";

test("means stand for their step, samples for the line to the next", () => {
  expect(integralH([1, 1, 1, 1], 900, "mean")).toBe(1);
  expect(integralH([0, 4], 3600, "sample")).toBe(2);
  expect(integralH([2, 2, 2], 1800, "sample")).toBe(2);
  expect(integralH([], 900, "sample")).toBe(0);
  expect(integralH([1, Number.NaN], 900, "mean")).toBeNaN();
});

test("the peak is that of quarter hours, or of steps where they are longer", () => {
  expect(peakMean([0, 0, 9, 3, 3, 3], 300, "mean", 900)).toBe(3);
  expect(peakMean([1, 7, 2], 3600, "mean", 900)).toBe(7);
  expect(peakMean([0, 6, 0], 900, "sample", 900)).toBe(3);
  expect(peakMean([], 900, "mean", 900)).toBe(0);
});

test("windows may end within a step", () => {
  // 600 s steps: the second quarter of an hour is a third of row 1 and all of row 2.
  expect(peakMean([0, 3, 9], 600, "mean", 900)).toBeCloseTo((0.5 * 3 + 9) / 1.5, 12);
});
