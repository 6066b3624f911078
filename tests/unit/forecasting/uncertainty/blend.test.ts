import { expect, test } from "vitest";
import { blended, emptyCases } from "#forecasting";

test("the mean of the quantiles, and silence where one is silent", () => {
  const [a, b] = [emptyCases("a", [0, 1], [3600]), emptyCases("b", [0, 1], [3600])];
  a.quantiles.set([1, 2, 3, 4, 5, 6, 7], 0);
  b.quantiles.set([3, 4, 5, 6, 7, 8, 9], 0);
  a.quantiles.set([1, 2, 3, 4, 5, 6, 7], 7);
  const out = blended("a + b", [a, b]);
  expect(out.model).toBe("a + b");
  expect(Array.from(out.quantiles.subarray(0, 7))).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(out.quantiles[7]).toBeNaN();
});
