/** Eigenvalues of symmetric matrices, largest first. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

export interface Eigen {
  /** Falling; what rounding made negative is 0. */
  readonly values: readonly number[];
  /** `vectors[k][i]`: component i of the vector of value k. */
  readonly vectors: readonly (readonly number[])[];
}

/** `entries` of an n by n symmetric matrix, row by row. */
export function eigenOf(entries: Float64Array, n: number): Eigen {
  const matrix = new Matrix(n, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix.set(i, j, entries[i * n + j] ?? 0);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, k) => k).sort((a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0));
  return {
    values: order.map((k) => Math.max(0, realEigenvalues[k] ?? 0)),
    vectors: order.map((k) => eigenvectorMatrix.getColumn(k)),
  };
}
