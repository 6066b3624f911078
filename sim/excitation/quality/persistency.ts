/** Persistency of excitation: how many parameters of an input-output model the inputs can tell apart. */
import { standardised } from "./moments.ts";
import { eigenOf } from "./symmetric.ts";

export interface Persistency {
  /**
   * Numerical rank of the Hankel matrix of the controls without their means: the order up to which they are persistently exciting
   * (Willems et al., Syst. Control Lett. 54, 2005, 325). `rows` is full, a sum of n sines has 2 n, a control at rest 0.
   */
  readonly rank: number;
  /** Rows of the matrix: depth times the number of controls. */
  readonly rows: number;
  /** A singular value counts while it is more than this share of the largest. */
  readonly tolerance: number;
  /** Singular values as shares of the largest, falling. */
  readonly singularValues: readonly number[];
}

/** Depth 40 at 15 min: ten hours of past control. */
export const PE_DEPTH = 40;
/** 1 % in amplitude: what is weaker drowns in the sensor's noise. */
export const PE_TOLERANCE = 0.01;

/**
 * Rank of several controls together, each scaled to standard deviation 1. Controls are equally long and without gaps; the depth
 * shrinks where they are too short for it.
 */
export function persistency(controls: readonly Float64Array[], depth = PE_DEPTH, tolerance = PE_TOLERANCE): Persistency {
  const m = controls.length;
  const deep = Math.min(depth, Math.floor(((controls[0]?.length ?? 0) + 1) / (m + 1)));
  const rows = deep * m;
  const { values } = eigenOf(hankelGram(controls.map(standardised), deep), rows);
  const singularValues = values.map((v) => (values[0] ? Math.sqrt(v / values[0]) : 0));
  return { rank: singularValues.filter((s) => s > tolerance).length, rows, tolerance, singularValues };
}

/** H H^T of the block Hankel matrix, row i * m + a for control a shifted by i. Each diagonal is carried on from its first entry. */
function hankelGram(controls: readonly Float64Array[], depth: number): Float64Array {
  const m = controls.length;
  const n = depth * m;
  const count = (controls[0]?.length ?? 0) - depth + 1;
  const gram = new Float64Array(n * n);
  controls.forEach((u, a) => {
    controls.forEach((v, b) => {
      for (let lag = 0; lag < depth; lag++) {
        let sum = 0;
        for (let k = 0; k < count; k++) sum += (u[k] ?? 0) * (v[k + lag] ?? 0);
        for (let i = 0; i + lag < depth; i++) {
          gram[(i * m + a) * n + (i + lag) * m + b] = sum;
          gram[((i + lag) * m + b) * n + i * m + a] = sum;
          sum += (u[i + count] ?? 0) * (v[i + lag + count] ?? 0) - (u[i] ?? 0) * (v[i + lag] ?? 0);
        }
      }
    });
  });
  return gram;
}
