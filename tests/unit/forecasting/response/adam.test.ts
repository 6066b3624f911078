import { expect, test } from "vitest";
import { createAdam, fallingRate } from "../../../../forecasting/response/adam.ts";

test("finds the bottom of a bowl", () => {
  const weights = Float64Array.of(3, -2);
  const gradient = new Float64Array(2);
  const adam = createAdam(2);
  for (let i = 0; i < 2_000; i++) {
    gradient[0] = 2 * (weights[0]! - 1);
    gradient[1] = 20 * (weights[1]! + 1);
    adam.step(weights, gradient, fallingRate(0.05, i / 2_000));
  }
  expect(weights[0]).toBeCloseTo(1, 3);
  expect(weights[1]).toBeCloseTo(-1, 3);
  expect([...gradient]).toEqual([0, 0]);
});

test("the first step is as long as the rate, whatever the gradient", () => {
  const weights = Float64Array.of(0);
  createAdam(1, 1e-3).step(weights, Float64Array.of(1e6), 0.1);
  expect(weights[0]).toBeCloseTo(-0.1, 4);
});
