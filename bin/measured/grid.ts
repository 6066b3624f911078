/** Puts samples at odd times onto an even grid: the mean of what fell into the step that ends at the row's time. */

export interface Grid {
  readonly startTs: number;
  readonly stepS: number;
  readonly length: number;
}

/** The grid of `stepS` that holds all of `ts` (UTC ms). */
export function gridOver(ts: Float64Array, stepS: number): Grid {
  const stepMs = stepS * 1000;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const t of ts) {
    if (t < first) first = t;
    if (t > last) last = t;
  }
  if (!(first <= last)) return { startTs: 0, stepS, length: 0 };
  const startTs = Math.ceil(first / stepMs) * stepMs;
  return { startTs, stepS, length: Math.ceil((last - startTs) / stepMs) + 1 };
}

/** NaN samples count for nothing; a step without samples is NaN. */
export function gridded({ startTs, stepS, length }: Grid, ts: Float64Array, values: Float64Array): Float64Array {
  const sum = new Float64Array(length);
  const n = new Uint32Array(length);
  for (let i = 0; i < ts.length; i++) {
    const v = values[i] ?? Number.NaN;
    const row = Math.ceil(((ts[i] ?? 0) - startTs) / (stepS * 1000));
    if (Number.isNaN(v) || row < 0 || row >= length) continue;
    sum[row] = (sum[row] ?? 0) + v;
    n[row] = (n[row] ?? 0) + 1;
  }
  return sum.map((s, i) => ((n[i] ?? 0) > 0 ? s / (n[i] ?? 1) : Number.NaN));
}
