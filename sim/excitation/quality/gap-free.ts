/** The part of a frame that measures may be taken from: one stretch without a gap in any of its columns. */

export interface Stretch {
  /** First row. */
  readonly from: number;
  /** Row after the last. */
  readonly to: number;
}

/** The longest run of rows in which no column is NaN; the first of equals, and empty where there is none. */
export function longestWithoutGap(columns: readonly Float64Array[]): Stretch {
  const length = columns[0]?.length ?? 0;
  let best: Stretch = { from: 0, to: 0 };
  let from = 0;
  for (let i = 0; i <= length; i++) {
    const gap = i === length || columns.some((c) => Number.isNaN(c[i]));
    if (!gap) continue;
    if (i - from > best.to - best.from) best = { from, to: i };
    from = i + 1;
  }
  return best;
}
