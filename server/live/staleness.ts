/** When a value is old: after three of its own usual gaps, since sensors differ from seconds to hours. */

/** Before enough gaps were seen. */
export const UNKNOWN_STALE_MS = 15 * 60_000;
const LEAST_STALE_MS = 90_000;
const MOST_STALE_MS = 26 * 3_600_000;
const KEPT_GAPS = 9;

/** How old (ms) a value may grow whose readings usually lie `usualGapMs` apart. */
export const staleAfter = (usualGapMs: number | null): number =>
  usualGapMs === null ? UNKNOWN_STALE_MS : Math.round(Math.min(MOST_STALE_MS, Math.max(LEAST_STALE_MS, 3 * usualGapMs)));

/** Follows the gaps between readings by measurement time; the median of the last few. */
export class GapTracker {
  readonly #gaps: number[] = [];
  #lastTs: number;
  #usual: number | null;

  constructor(ts: number, usualGapMs: number | null) {
    this.#lastTs = ts;
    this.#usual = usualGapMs;
  }

  observe(ts: number): void {
    const gap = ts - this.#lastTs;
    if (gap <= 0) return;
    this.#lastTs = ts;
    this.#gaps.push(gap);
    if (this.#gaps.length > KEPT_GAPS) this.#gaps.shift();
    if (this.#gaps.length >= 3) this.#usual = median(this.#gaps);
  }

  get usualGapMs(): number | null {
    return this.#usual;
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
