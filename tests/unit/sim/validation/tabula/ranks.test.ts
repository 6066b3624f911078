import { expect, test } from "vitest";
import { spearman } from "../../../../../sim/validation/tabula/ranks.ts";

test("the same order is 1, the opposite -1, whatever the distances", () => {
  expect(spearman([1, 2, 3], [10, 11, 1000])).toBeCloseTo(1, 12);
  expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
});

test("one swap among four, and equal values share a rank", () => {
  expect(spearman([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12);
  expect(spearman([1, 2, 2, 3], [1, 2, 2, 3])).toBeCloseTo(1, 12);
});

test("values that are all equal have no order", () => {
  expect(spearman([1, 1], [1, 2])).toBeNaN();
});
