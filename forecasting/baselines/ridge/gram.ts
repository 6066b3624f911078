/** Least squares from sums of products: rows are added once, then solved for any ridge parameter and any subset of columns. */

/** Sums over rows of z z', where z = (1, x, y); the upper triangle is kept. */
export interface Gram {
  /** Number of features. */
  readonly size: number;
  /** Row-major (size + 2) squared. */
  readonly sums: Float64Array;
}

export interface Linear {
  readonly intercept: number;
  /** One per feature; 0 for columns left out. */
  readonly weights: Float64Array;
}

export const newGram = (size: number): Gram => ({ size, sums: new Float64Array((size + 2) ** 2) });

/** Adds the row (x, y). `z` is scratch of size + 2. */
export function addRow(gram: Gram, x: Float64Array, y: number, z: Float64Array): void {
  const { size, sums } = gram;
  const q = size + 2;
  z[0] = 1;
  z.set(x, 1);
  z[q - 1] = y;
  for (let i = 0; i < q; i++) {
    const zi = z[i] ?? 0;
    if (zi === 0) continue;
    const base = i * q;
    for (let j = i; j < q; j++) sums[base + j] = (sums[base + j] ?? 0) + zi * (z[j] ?? 0);
  }
}

/** Moves the rows of `from` into `into`. */
export function absorb(into: Gram, from: Gram): void {
  for (let i = 0; i < into.sums.length; i++) into.sums[i] = (into.sums[i] ?? 0) + (from.sums[i] ?? 0);
  from.sums.fill(0);
}

export const rowsIn = (gram: Gram): number => gram.sums[0] ?? 0;

/** The correlation system of the columns in `columns`, ready to be solved for several ridge parameters. */
export interface Standardised {
  readonly columns: Int32Array;
  readonly correlation: Float64Array;
  readonly withY: Float64Array;
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly meanY: number;
}

/** Centres and scales. Columns that hardly vary are left out; undefined when none remains or there are too few rows. */
export function standardise(gram: Gram, use: (column: number) => boolean): Standardised | undefined {
  const { size, sums } = gram;
  const q = size + 2;
  const n = rowsIn(gram);
  if (n < 2) return undefined;
  const at = (i: number, j: number): number => sums[i * q + j] ?? 0;
  const kept: number[] = [];
  const mean: number[] = [];
  const scale: number[] = [];
  for (let c = 0; c < size; c++) {
    if (!use(c)) continue;
    const m = at(0, c + 1) / n;
    const second = at(c + 1, c + 1) / n;
    const variance = second - m * m;
    if (!(variance > 1e-9 * second) || variance <= 0) continue;
    kept.push(c);
    mean.push(m);
    scale.push(Math.sqrt(variance));
  }
  const p = kept.length;
  if (p === 0) return undefined;
  const meanY = at(0, q - 1) / n;
  const correlation = new Float64Array(p * p);
  const withY = new Float64Array(p);
  for (let a = 0; a < p; a++) {
    const ca = (kept[a] ?? 0) + 1;
    const ma = mean[a] ?? 0;
    const sa = scale[a] ?? 1;
    for (let b = a; b < p; b++)
      correlation[a * p + b] = (at(ca, (kept[b] ?? 0) + 1) / n - ma * (mean[b] ?? 0)) / (sa * (scale[b] ?? 1));
    withY[a] = (at(ca, q - 1) / n - ma * meanY) / sa;
  }
  return {
    columns: Int32Array.from(kept),
    correlation,
    withY,
    mean: Float64Array.from(mean),
    scale: Float64Array.from(scale),
    meanY,
  };
}

/** What the solution shrinks towards: weight 0 everywhere but `weight` at feature `column`. */
export interface Prior {
  readonly column: number;
  readonly weight: number;
}

/**
 * Ridge solution that shrinks towards `prior` with penalty `lambda` (> 0, on the correlation's diagonal of ones; the
 * intercept is not penalised), by Cholesky's decomposition.
 */
export function solveRidge(system: Standardised, lambda: number, size: number, prior: Prior): Linear {
  const p = system.columns.length;
  const u = Float64Array.from(system.correlation);
  const b = Float64Array.from(system.withY);
  const home = system.columns.indexOf(prior.column);
  const homeWeight = home < 0 ? 0 : prior.weight * (system.scale[home] ?? 0);
  if (homeWeight !== 0)
    for (let a = 0; a < p; a++)
      b[a] = (b[a] ?? 0) - homeWeight * (system.correlation[Math.min(a, home) * p + Math.max(a, home)] ?? 0);
  // Upper factor U with U'U = C + lambda I, row by row in place; b becomes U'^-1 b on the way.
  for (let k = 0; k < p; k++) {
    const pivot = Math.sqrt(Math.max((u[k * p + k] ?? 0) + lambda, 1e-12));
    u[k * p + k] = pivot;
    for (let j = k + 1; j < p; j++) u[k * p + j] = (u[k * p + j] ?? 0) / pivot;
    b[k] = (b[k] ?? 0) / pivot;
    for (let i = k + 1; i < p; i++) {
      const f = u[k * p + i] ?? 0;
      if (f === 0) continue;
      for (let j = i; j < p; j++) u[i * p + j] = (u[i * p + j] ?? 0) - f * (u[k * p + j] ?? 0);
      b[i] = (b[i] ?? 0) - f * (b[k] ?? 0);
    }
  }
  for (let k = p - 1; k >= 0; k--) {
    let sum = b[k] ?? 0;
    for (let j = k + 1; j < p; j++) sum -= (u[k * p + j] ?? 0) * (b[j] ?? 0);
    b[k] = sum / (u[k * p + k] ?? 1);
  }
  const weights = new Float64Array(size);
  let intercept = system.meanY;
  for (let a = 0; a < p; a++) {
    const w = ((b[a] ?? 0) + (a === home ? homeWeight : 0)) / (system.scale[a] ?? 1);
    weights[system.columns[a] ?? 0] = w;
    intercept -= w * (system.mean[a] ?? 0);
  }
  return { intercept, weights };
}

/** Sum of squared errors of `model` over the rows in `gram`. */
export function squaredError(gram: Gram, model: Linear): number {
  const { size, sums } = gram;
  const q = size + 2;
  const v = new Float64Array(q);
  v[0] = -model.intercept;
  for (let c = 0; c < size; c++) v[c + 1] = -(model.weights[c] ?? 0);
  v[q - 1] = 1;
  let total = 0;
  for (let i = 0; i < q; i++) {
    const vi = v[i] ?? 0;
    if (vi === 0) continue;
    total += vi * vi * (sums[i * q + i] ?? 0);
    for (let j = i + 1; j < q; j++) total += 2 * vi * (v[j] ?? 0) * (sums[i * q + j] ?? 0);
  }
  return Math.max(0, total);
}
