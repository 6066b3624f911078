/** Forecasts of one series by one model at many issue times, beside what came: the one form that everything is judged in. */
import { QUANTILE_LEVELS } from "#domain";

export const LEVELS = QUANTILE_LEVELS.length;

export interface Cases {
  readonly model: string;
  /** Issue times, ascending, UTC ms. */
  readonly issuedAt: Float64Array;
  /** Leads, s, ascending. */
  readonly leadS: readonly number[];
  /** `quantiles[(k * leads + i) * 7 + j]`: level j at lead i, issued at `issuedAt[k]`; NaN where the model could not speak. */
  readonly quantiles: Float64Array;
  /** `actual[k * leads + i]`, NaN where nothing was measured. */
  readonly actual: Float64Array;
}

/** Cases without forecasts, to be filled. */
export function emptyCases(model: string, issuedAt: readonly number[], leadS: readonly number[]): Cases {
  const n = issuedAt.length * leadS.length;
  return {
    model,
    issuedAt: Float64Array.from(issuedAt),
    leadS,
    quantiles: new Float64Array(n * LEVELS).fill(Number.NaN),
    actual: new Float64Array(n).fill(Number.NaN),
  };
}

/** The cases issued at or after `ts` (UTC ms), as views. */
export function casesFrom(cases: Cases, ts: number): Cases {
  let first = 0;
  while (first < cases.issuedAt.length && (cases.issuedAt[first] ?? 0) < ts) first++;
  const cells = first * cases.leadS.length;
  return {
    ...cases,
    issuedAt: cases.issuedAt.subarray(first),
    quantiles: cases.quantiles.subarray(cells * LEVELS),
    actual: cases.actual.subarray(cells),
  };
}

/**
 * The same models, each only where all of them spoke: a model that is silent when it is hard must not look better for it.
 * All must have the same issue times and leads.
 */
export function pairedCases(all: readonly Cases[]): Cases[] {
  const cells = all[0]?.actual.length ?? 0;
  const spoke = Uint8Array.from({ length: cells }, (_, c) => (all.every((m) => !Number.isNaN(m.quantiles[c * LEVELS])) ? 1 : 0));
  return all.map((m) => ({ ...m, actual: m.actual.map((v, c) => (spoke[c] === 1 ? v : Number.NaN)) }));
}
