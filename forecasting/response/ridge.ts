/** Ridge-ARX: one regularised linear regression per step ahead; the baseline that a network has to beat. */
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { FEATURES, fillFeatures } from "./features.ts";
import { LEADS, type ResponseLearner, type ResponseModel } from "./operation.ts";
import { type Windows, windowsOf } from "./windows.ts";

/** Shrinkage for each row and standardised column; the best on the last fifth of the rows is taken. */
const SHRINKAGES = [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
const HELD_BACK = 0.2;

export const ridgeArx: ResponseLearner = {
  id: "ridge",
  about: `linear, ${FEATURES} inputs, one regression a step ahead, shrinkage by the last fifth of the rows`,
  learn(records) {
    const windows = windowsOf(records);
    const fitted = Math.floor(windows.count * (1 - HELD_BACK));
    const part = moments(windows, fitted);
    const best = SHRINKAGES.map((shrinkage) => {
      const weights = solve(part, shrinkage);
      return { shrinkage, error: squaredError(windows, weights, fitted) };
    }).reduce((a, b) => (b.error < a.error ? b : a));
    return modelOf(windows, solve(moments(windows, windows.count), best.shrinkage));
  },
};

interface Moments {
  readonly rows: number;
  readonly xx: Matrix;
  readonly xy: Matrix;
}

/** Of the first `rows` windows. */
function moments({ x, y }: Windows, rows: number): Moments {
  const xx = new Float64Array(FEATURES * FEATURES);
  const xy = new Float64Array(FEATURES * LEADS);
  for (let i = 0; i < rows; i++) {
    const xi = i * FEATURES;
    for (let a = 0; a < FEATURES; a++) {
      const value = x[xi + a]!;
      for (let b = 0; b <= a; b++) xx[a * FEATURES + b]! += value * x[xi + b]!;
      for (let h = 0; h < LEADS; h++) xy[a * LEADS + h]! += value * y[i * LEADS + h]!;
    }
  }
  for (let a = 0; a < FEATURES; a++) for (let b = 0; b < a; b++) xx[b * FEATURES + a] = xx[a * FEATURES + b]!;
  return { rows, xx: Matrix.from1DArray(FEATURES, FEATURES, xx), xy: Matrix.from1DArray(FEATURES, LEADS, xy) };
}

/** `FEATURES × LEADS`. */
function solve({ rows, xx, xy }: Moments, shrinkage: number): Float64Array {
  const a = xx.clone();
  for (let i = 0; i < FEATURES; i++) a.set(i, i, a.get(i, i) + rows * shrinkage);
  return Float64Array.from(new CholeskyDecomposition(a).solve(xy).to1DArray());
}

function squaredError({ x, y, count }: Windows, weights: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < count; i++)
    for (let h = 0; h < LEADS; h++) {
      let value = 0;
      for (let c = 0; c < FEATURES; c++) value += x[i * FEATURES + c]! * weights[c * LEADS + h]!;
      sum += (value - y[i * LEADS + h]!) ** 2;
    }
  return sum;
}

function modelOf({ xScale, yScale }: Windows, weights: Float64Array): ResponseModel {
  const x = new Float64Array(FEATURES);
  return {
    predict(operation, row, plan, out) {
      fillFeatures(operation, row, plan, x);
      xScale.apply(x);
      for (let h = 0; h < LEADS; h++) {
        let value = 0;
        for (let c = 0; c < FEATURES; c++) value += x[c]! * weights[c * LEADS + h]!;
        out[h] = operation.airTempC[row]! + yScale.mean[h]! + yScale.deviation[h]! * value;
      }
      return out;
    },
  };
}
