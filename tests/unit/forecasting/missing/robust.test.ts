import { expect, test } from "vitest";
import { robustChoice } from "#forecasting";

const one = (...q: number[]): Float32Array => Float32Array.from(q);

test("of forecasts on one side of the safe value, the nearest; of forecasts on both sides, the safe value with the nearest's spread", () => {
  const near = one(4, 5, 6);
  const far = one(8, 9, 10);
  expect(Array.from(robustChoice([far, near], [3], 3, 1))).toEqual([4, 5, 6]);
  expect(Array.from(robustChoice([far, near], [6], 3, 1))).toEqual([5, 6, 7]);
});

test("without a safe value the first stands", () => {
  expect(Array.from(robustChoice([one(1, 2, 3), one(4, 5, 6)], [Number.NaN], 3, 1))).toEqual([1, 2, 3]);
});
