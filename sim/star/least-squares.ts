/** A small non-linear least-squares solver for a handful of unknowns. */
import { Matrix, solve } from "ml-matrix";

export interface Solution {
  readonly x: readonly number[];
  /** Sum of squares at `x`. */
  readonly cost: number;
}

const STEP = 1e-5;
const MOST_ROUNDS = 60;
/** Rounds in a row that gain less than this share end the search. */
const GAIN = 1e-7;

/**
 * Minimises the sum of squares of `residuals` from `start` on (K. Levenberg 1944, D. Marquardt 1963), derivatives by
 * differences of 1e-5: unknowns should be of order 1, such as logarithms of ratios.
 */
export function leastSquares(residuals: (x: readonly number[]) => Float64Array, start: readonly number[]): Solution {
  let x = [...start];
  let r = residuals(x);
  let cost = sumOfSquares(r);
  let damping = 1e-2;
  for (let round = 0; round < MOST_ROUNDS && damping < 1e8; round++) {
    const columns = x.map((_, j) => {
      const moved = residuals(x.map((v, i) => (i === j ? v + STEP : v)));
      for (let i = 0; i < moved.length; i++) moved[i] = (moved[i]! - r[i]!) / STEP;
      return moved;
    });
    const normal = Matrix.from1DArray(
      x.length,
      x.length,
      columns.flatMap((a) => columns.map((b) => dot(a, b))),
    );
    const gradient = Matrix.columnVector(columns.map((a) => -dot(a, r)));
    const before = cost;
    while (damping < 1e8) {
      const damped = normal.clone();
      for (let i = 0; i < x.length; i++) damped.set(i, i, normal.get(i, i) * (1 + damping) + 1e-12);
      const step = solve(damped, gradient);
      const next = x.map((v, i) => v + Math.max(-2, Math.min(2, step.get(i, 0))));
      const nextR = residuals(next);
      const nextCost = sumOfSquares(nextR);
      if (nextCost < cost) {
        [x, r, cost] = [next, nextR, nextCost];
        damping /= 5;
        break;
      }
      damping *= 4;
    }
    if (before - cost <= GAIN * before) break;
  }
  return { x, cost };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
const sumOfSquares = (a: Float64Array): number => dot(a, a);
