/** State-action coverage: which pairs of temperature and control the data has seen. */
import type { Range } from "../walker.ts";

export interface Coverage {
  /** Rows in each cell, temperature by temperature, control within. */
  readonly counts: Float64Array;
  readonly cells: number;
  readonly stateRange: Range;
  readonly controlRange: Range;
  /** Share of cells with a row in them. */
  readonly occupied: number;
  /** Entropy of the counts by that of an even spread: 1 is even. */
  readonly evenness: number;
}

/** Ten by ten, as in the reference figures. */
export const CELLS = 10;

/** Rows whose state or control lies outside its range count nowhere; the upper ends belong to the last cells. */
export function coverage(state: Float64Array, control: Float64Array, stateRange: Range, controlRange: Range): Coverage {
  const counts = new Float64Array(CELLS * CELLS);
  const cellOf = (value: number, { min, max }: Range) => {
    const cell = Math.floor((CELLS * (value - min)) / (max - min || 1));
    return value === max ? CELLS - 1 : cell;
  };
  let rows = 0;
  state.forEach((s, k) => {
    const [i, j] = [cellOf(s, stateRange), cellOf(control[k] ?? Number.NaN, controlRange)];
    if (!(i >= 0 && i < CELLS && j >= 0 && j < CELLS)) return;
    counts[i * CELLS + j] = (counts[i * CELLS + j] ?? 0) + 1;
    rows++;
  });
  const entropy = counts.reduce((sum, n) => (n > 0 ? sum - (n / rows) * Math.log(n / rows) : sum), 0);
  return {
    counts,
    cells: CELLS,
    stateRange,
    controlRange,
    occupied: counts.filter((n) => n > 0).length / counts.length,
    evenness: entropy / Math.log(counts.length),
  };
}
