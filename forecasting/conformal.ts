/** Conformal correction of quantile bands: CQR from held-out forecasts, and its adaptive form that follows drift. */
import { P50, QUANTILE_LEVELS } from "#domain";

/** Pairs of quantiles that bound a central interval, the outermost first, and the interval's miss rate. */
export const INTERVALS = Array.from({ length: P50 }, (_, j) => {
  const high = QUANTILE_LEVELS.length - 1 - j;
  return { low: j, high, missRate: 1 - ((QUANTILE_LEVELS[high] ?? 1) - (QUANTILE_LEVELS[j] ?? 0)) };
});
export const INTERVAL_COUNT = INTERVALS.length;

type Quantiles = ArrayLike<number>;

/**
 * How far `actual` lies outside each central interval of `quantiles`, outermost interval first, in the unit of the values;
 * negative inside (Romano, Patterson and Candes 2019, eq. 6).
 */
export const conformityScores = (quantiles: Quantiles, actual: number): number[] =>
  INTERVALS.map(({ low, high }) => Math.max((quantiles[low] ?? Number.NaN) - actual, actual - (quantiles[high] ?? Number.NaN)));

/**
 * The correction that, added on both sides, would have left out a share `missRate` of `scores`: the order statistic of rank
 * (n + 1)(1 - missRate), rounded up (their eq. 8). Beyond the greatest score: the greatest, which then falls short of the
 * promise: n scores cannot speak for a miss rate below 1 / (n + 1). 0 without scores.
 */
export function correction(scores: Iterable<number>, missRate: number): number {
  const sorted = Float64Array.from(scores).sort();
  const n = sorted.length;
  if (n === 0) return 0;
  const rank = Math.ceil((n + 1) * (1 - missRate) - 1e-9);
  return sorted[Math.min(n, Math.max(1, rank)) - 1] ?? 0;
}

/**
 * The same between order statistics, on a straight line (Hyndman and Fan 1996, definition 6), in the unit of the scores: for whoever corrects the miss rate by what comes of it, and would be
 * led astray by a rank that is always rounded up. 0 without scores.
 */
export function interpolatedCorrection(scores: Iterable<number>, missRate: number): number {
  const sorted = Float64Array.from(scores).sort();
  const n = sorted.length;
  if (n === 0) return 0;
  const rank = Math.min(n, Math.max(1, (n + 1) * (1 - missRate)));
  const below = Math.floor(rank);
  const [low = 0, high = low] = [sorted[below - 1], sorted[Math.min(n, below + 1) - 1]];
  return low + (rank - below) * (high - low);
}

/**
 * Moves each central interval's bounds out by its correction (in, if negative). The median stays; bounds never cross it nor
 * those of the interval within.
 */
export function widened(quantiles: Quantiles, corrections: ArrayLike<number>): number[] {
  const out = Array.from(quantiles);
  const median = out[P50] ?? Number.NaN;
  let low = median;
  let high = median;
  for (let i = INTERVALS.length - 1; i >= 0; i--) {
    const interval = INTERVALS[i];
    if (!interval) continue;
    const by = corrections[i] ?? 0;
    low = Math.min(low, (out[interval.low] ?? median) - by);
    high = Math.max(high, (out[interval.high] ?? median) + by);
    out[interval.low] = low;
    out[interval.high] = high;
  }
  return out;
}

/** One case of a calibration set: a forecast's quantiles at some lead, and what came. */
export interface CalibrationCase {
  readonly quantiles: Quantiles;
  readonly actual: number;
}

/**
 * Corrections of one lead, outermost interval first, from cases that the forecaster was not fitted to: fitted ones would
 * make the band too narrow. Cases without an actual value are left out.
 */
export function cqrCorrections(cases: readonly CalibrationCase[]): number[] {
  const scores = cases.filter((c) => Number.isFinite(c.actual)).map((c) => conformityScores(c.quantiles, c.actual));
  return INTERVALS.map(({ missRate }, i) =>
    correction(
      scores.map((s) => s[i] ?? Number.NaN),
      missRate,
    ),
  );
}

/** Follows one lead: corrections from recent scores, at miss rates that react to what was missed. */
export interface AdaptiveLead {
  /** Current corrections, outermost interval first. */
  corrections(): number[];
  /** What came of a case: the quantiles before correction, and those issued. Must be told in time order. */
  learn(raw: Quantiles, issued: Quantiles, actual: number): void;
}

export interface AdaptiveOptions {
  /** How strongly a hit or miss moves the miss rate (gamma). Larger follows faster and swings more. */
  readonly rate?: number;
  /** Recent scores kept. */
  readonly memory?: number;
}

/**
 * Adaptive conformal inference (Gibbs and Candes 2021, eq. 2) for one lead: after each case the working miss rate moves by
 * `rate` times (target - missed), so that over time the target share is missed however the data drift, as far as the recent
 * scores reach: the band never grows beyond the greatest of them.
 */
export function adaptiveLead({ rate = 0.01, memory = 168 }: AdaptiveOptions = {}): AdaptiveLead {
  const recent: number[][] = [];
  const working = INTERVALS.map((interval) => interval.missRate);
  let current: number[] | undefined;
  return {
    corrections() {
      current ??= working.map((missRate, i) =>
        correction(
          recent.map((s) => s[i] ?? Number.NaN),
          missRate,
        ),
      );
      return current;
    },
    learn(raw, issued, actual) {
      if (!Number.isFinite(actual)) return;
      recent.push(conformityScores(raw, actual));
      if (recent.length > memory) recent.shift();
      INTERVALS.forEach(({ low, high, missRate }, i) => {
        const missed = actual < (issued[low] ?? Number.NaN) || actual > (issued[high] ?? Number.NaN) ? 1 : 0;
        const moved = (working[i] ?? missRate) + rate * (missRate - missed);
        // Beyond these bounds no order statistic is left to move to; holding the rate there lets it come back at once.
        working[i] = Math.min(1, Math.max(0, moved));
      });
      current = undefined;
    },
  };
}
