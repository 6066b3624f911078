/** The information matrix of the smallest model, T[k+1] = a T[k] + b u[k] + c d[k] + e: whether the data can tell the control's effect from everything else. */
import { standardised } from "./moments.ts";
import { eigenOf } from "./symmetric.ts";

export interface Information {
  /** Names of the regressors, in the order of the matrix. */
  readonly regressors: readonly string[];
  /** Correlations of the regressors, row by row: the information matrix in units of their standard deviations. */
  readonly correlation: Float64Array;
  /** Largest by smallest eigenvalue; infinite where a regressor stands still or repeats others. */
  readonly condition: number;
  /** Natural logarithm of the determinant; 0 at best, -infinity at worst. */
  readonly logDet: number;
  /**
   * By control: how many times the variance of the estimated response is what it would be if nothing else moved (variance
   * inflation factor, 1 at best). Large in closed loop, where the control follows the temperature.
   */
  readonly responseInflation: readonly number[];
}

export interface Named {
  readonly name: string;
  readonly values: Float64Array;
}

const SINGULAR = 1e-12;

/**
 * State, controls and disturbances of one row are the regressors of the next row's state. More lags would tell more in noisy data,
 * but in simulated data they repeat each other whatever the excitation, and hide what is asked here. Columns are equally long and
 * without gaps.
 */
export function information(state: Named, controls: readonly Named[], disturbances: readonly Named[]): Information {
  const columns = [state, ...controls, ...disturbances];
  const scaled = columns.map((c) => standardised(c.values));
  const n = columns.length;
  const correlation = new Float64Array(n * n);
  const rows = state.values.length;
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < rows; k++) sum += (scaled[i]?.[k] ?? 0) * (scaled[j]?.[k] ?? 0);
      correlation[i * n + j] = sum / rows;
      correlation[j * n + i] = sum / rows;
    }
  const { values, vectors } = eigenOf(correlation, n);
  const [largest = 0, smallest = 0] = [values[0], values.at(-1)];
  const singular = !(smallest > SINGULAR * largest);
  const inflationOf = (at: number) =>
    values.reduce((sum, value, k) => {
      const part = (vectors[k]?.[at] ?? 0) ** 2;
      if (value > SINGULAR * largest) return sum + part / value;
      return part > SINGULAR ? Number.POSITIVE_INFINITY : sum;
    }, 0);
  return {
    regressors: columns.map((c) => c.name),
    correlation,
    condition: singular ? Number.POSITIVE_INFINITY : largest / smallest,
    logDet: singular ? Number.NEGATIVE_INFINITY : values.reduce((sum, v) => sum + Math.log(v), 0),
    responseInflation: controls.map((_, c) => inflationOf(1 + c)),
  };
}
