import { expect, test } from "vitest";
import { leastSquares } from "../../../../sim/star/least-squares.ts";

test("finds the bottom of Rosenbrock's valley", () => {
  const { x, cost } = leastSquares(([a = 0, b = 0]) => Float64Array.of(10 * (b - a * a), 1 - a), [-1.2, 1]);
  expect(cost).toBeLessThan(1e-12);
  expect(x[0]).toBeCloseTo(1, 5);
  expect(x[1]).toBeCloseTo(1, 5);
});

test("fits a line through points that are not on one as the normal equations do", () => {
  const points = [0, 1.1, 1.9, 3.2];
  const { x } = leastSquares(([a = 0, b = 0]) => Float64Array.from(points, (y, i) => a + b * i - y), [0, 0]);
  expect(x[1]).toBeCloseTo(1.04, 6);
  expect(x[0]).toBeCloseTo(-0.01, 6);
});
