/** Confidence intervals over buildings: resampled with replacement, since series of one building are not independent. */
import type { Random } from "#domain";

export interface Interval {
  readonly mean: number;
  /** Bounds of the central 95 % of the resampled means (Efron 1979, percentile method). */
  readonly low: number;
  readonly high: number;
  /** Number of buildings. */
  readonly n: number;
}

const RESAMPLES = 2_000;

/** Mean over buildings of the mean within each; NaN values are left out. */
export function bootstrapMean(
  values: readonly { readonly building: string; readonly value: number }[],
  random: Random,
  resamples = RESAMPLES,
): Interval {
  const of = new Map<string, number[]>();
  for (const { building, value } of values) {
    if (!Number.isFinite(value)) continue;
    of.set(building, [...(of.get(building) ?? []), value]);
  }
  const means = [...of.values()].map((v) => v.reduce((a, b) => a + b, 0) / v.length);
  const n = means.length;
  if (n === 0) return { mean: Number.NaN, low: Number.NaN, high: Number.NaN, n };
  const mean = means.reduce((a, b) => a + b, 0) / n;
  const drawn = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += means[random.below(n)] ?? 0;
    return sum / n;
  }).sort();
  const at = (share: number): number => drawn[Math.min(resamples - 1, Math.floor(share * resamples))] ?? mean;
  return { mean, low: at(0.025), high: at(0.975), n };
}
