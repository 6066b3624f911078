/** Sizes of the gains that explain a regression best by absolute error, those that can only warm kept from cooling. */
import type { Regression } from "./regression.ts";

/** Penalty on each size, as a share of the weight of its own column. */
const RIDGE = 0.01;
/** Rounds of reweighting: squares first, then nearly absolute errors. */
const ROUNDS = 2;
/** Errors below this share of the mean count as that, lest a few exact rows decide all. */
const FLOOR = 0.25;

function errorsOf({ rows, x, y }: Regression, sizes: Float64Array, out: Float64Array): number {
  const n = sizes.length;
  let sum = 0;
  for (let r = 0, k = 0; r < rows; r++) {
    let e = y[r] ?? 0;
    for (let j = 0; j < n; j++, k++) e -= (sizes[j] ?? 0) * (x[k] ?? 0);
    out[r] = e;
    sum += Math.abs(e);
  }
  return rows > 0 ? sum / rows : Number.NaN;
}

/** The normal equations `gram sizes = right`; the upper triangle is kept. */
interface Normal {
  readonly gram: Float64Array;
  readonly right: Float64Array;
}

function normalOf({ rows, x, y }: Regression, n: number, weights: Float64Array): Normal {
  const gram = new Float64Array(n * n);
  const right = new Float64Array(n);
  for (let r = 0; r < rows; r++) {
    const at = r * n;
    const yr = y[r] ?? 0;
    for (let i = 0; i < n; i++) {
      const xi = (weights[r] ?? 0) * (x[at + i] ?? 0);
      if (xi === 0) continue;
      right[i] = (right[i] ?? 0) + xi * yr;
      for (let j = i, k = i * n + i; j < n; j++, k++) gram[k] = (gram[k] ?? 0) + xi * (x[at + j] ?? 0);
    }
  }
  return { gram, right };
}

/** Solves for the columns in `kept` by Cholesky's decomposition, scaled to a diagonal of ones; 0 for the others. */
function solved({ gram, right }: Normal, kept: readonly number[]): Float64Array {
  const n = right.length;
  const p = kept.length;
  const at = (i: number, j: number): number => gram[Math.min(i, j) * n + Math.max(i, j)] ?? 0;
  const scale = kept.map((i) => Math.sqrt(at(i, i)));
  const u = new Float64Array(p * p);
  const z = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    for (let j = i; j < p; j++) {
      let sum = at(kept[i] ?? 0, kept[j] ?? 0) / ((scale[i] ?? 1) * (scale[j] ?? 1)) + (i === j ? RIDGE : 0);
      for (let k = 0; k < i; k++) sum -= (u[k * p + i] ?? 0) * (u[k * p + j] ?? 0);
      u[i * p + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (u[i * p + i] ?? 1);
    }
    let b = (right[kept[i] ?? 0] ?? 0) / (scale[i] ?? 1);
    for (let k = 0; k < i; k++) b -= (u[k * p + i] ?? 0) * (z[k] ?? 0);
    z[i] = b / (u[i * p + i] ?? 1);
  }
  const out = new Float64Array(n);
  for (let i = p - 1; i >= 0; i--) {
    let b = z[i] ?? 0;
    for (let j = i + 1; j < p; j++) b -= (u[i * p + j] ?? 0) * (z[j] ?? 0);
    z[i] = b / (u[i * p + i] ?? 1);
    out[kept[i] ?? 0] = (z[i] ?? 0) / (scale[i] ?? 1);
  }
  return out;
}

/** Columns that would cool though they can only warm are taken out, one after the other. */
function signed(normal: Normal, warms: readonly boolean[]): Float64Array {
  const n = warms.length;
  let kept = warms.flatMap((_, i) => ((normal.gram[i * n + i] ?? 0) > 1e-12 ? [i] : []));
  for (;;) {
    const sizes = solved(normal, kept);
    const cooling = kept.find((i) => warms[i] === true && (sizes[i] ?? 0) < 0);
    if (cooling === undefined) return sizes;
    kept = kept.filter((i) => i !== cooling);
  }
}

/** One size per gain, and the mean absolute error that is left, K. `warms` says which gains can only warm. */
export function sizesOf(regression: Regression, warms: readonly boolean[]): { sizes: Float64Array; loss: number } {
  const n = warms.length;
  const weights = new Float64Array(regression.rows).fill(1);
  const errors = new Float64Array(regression.rows);
  let sizes = signed(normalOf(regression, n, weights), warms);
  let loss = errorsOf(regression, sizes, errors);
  for (let round = 0; round < ROUNDS; round++) {
    const floor = Math.max(FLOOR * loss, 1e-6);
    for (let r = 0; r < regression.rows; r++) weights[r] = 1 / Math.max(Math.abs(errors[r] ?? 0), floor);
    sizes = signed(normalOf(regression, n, weights), warms);
    loss = errorsOf(regression, sizes, errors);
  }
  return { sizes, loss };
}
