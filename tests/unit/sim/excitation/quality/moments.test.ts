import { expect, test } from "vitest";
import { momentsOf, standardised } from "../../../../../sim/excitation/quality/moments.ts";

test("mean and standard deviation, and a column freed of them", () => {
  expect(momentsOf(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9))).toEqual({ mean: 5, sd: 2 });
  expect([...standardised(Float64Array.of(1, 3))]).toEqual([-1, 1]);
});

test("what does not move is nothing, also when rounding makes it tremble", () => {
  expect([...standardised(Float64Array.of(0.1 + 0.2, 0.3, 0.3))]).toEqual([0, 0, 0]);
});
