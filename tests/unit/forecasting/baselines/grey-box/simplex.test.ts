/** The search finds minima of known functions and keeps to its budget. */
import { expect, test } from "vitest";
import { minimise } from "../../../../../forecasting/baselines/grey-box/simplex.ts";

const rosenbrock = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2;

test("finds the bottom of a bent valley", () => {
  const [x = 0, y = 0] = minimise(rosenbrock, [-1.2, 1], { size: 0.5, evaluations: 1_000, tolerance: 1e-14 });
  expect(x).toBeCloseTo(1, 4);
  expect(y).toBeCloseTo(1, 4);
});

test("asks no more often than it may, up to one round, and never ends above where it began", () => {
  let asked = 0;
  const of = (at: readonly number[]): number => {
    asked++;
    return rosenbrock(at);
  };
  const found = minimise(of, [-1.2, 1], { size: 0.5, evaluations: 30, tolerance: 0 });
  expect(asked).toBeLessThanOrEqual(30 + 4);
  expect(rosenbrock(found)).toBeLessThan(rosenbrock([-1.2, 1]));
});

test("walks around places where the function is not defined", () => {
  const [x = 0] = minimise(([v = 0]) => (v < 0 ? Number.NaN : (v - 0.1) ** 2), [2], {
    size: 1,
    evaluations: 200,
    tolerance: 1e-12,
  });
  expect(x).toBeCloseTo(0.1, 3);
});
