/** Several zones on one time axis: each held on a common grid, broken where nothing was measured. Pure. */
import { gapOf } from "../_charts/rows.ts";
import type { Row } from "../_live/tail.ts";

/** Values of the lines at one moment, in the order of the lines; undefined where nothing is known. */
export interface ComparedRow {
  readonly ts: number;
  readonly values: readonly (number | undefined)[];
}

/** The newest row at or before each time, unless it is older than the line's own gaps explain; `ts` and `rows` ascending. */
function onGrid(rows: readonly Row[], ts: readonly number[]): (number | undefined)[] {
  const gapMs = gapOf(rows);
  let i = -1;
  return ts.map((t) => {
    while ((rows[i + 1]?.ts ?? Number.POSITIVE_INFINITY) <= t) i++;
    const row = rows[i];
    return row && t - row.ts <= gapMs ? row.mean : undefined;
  });
}

/** `steps` + 1 moments from `fromTs` to `toTs`. */
export function compared(lines: readonly (readonly Row[])[], fromTs: number, toTs: number, steps: number): ComparedRow[] {
  const ts = Array.from({ length: steps + 1 }, (_, i) => Math.round(fromTs + ((toTs - fromTs) * i) / steps));
  const values = lines.map((rows) => onGrid(rows, ts));
  return ts.map((t, i) => ({ ts: t, values: values.map((line) => line[i]) }));
}

export interface Summary {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** Least, mean over time and greatest of one line; undefined where nothing is known. */
export function summaryOf(rows: readonly ComparedRow[], line: number): Summary | undefined {
  const values = rows.flatMap((r) => r.values[line] ?? []);
  if (values.length === 0) return undefined;
  return {
    min: Math.min(...values),
    mean: values.reduce((a, b) => a + b, 0) / values.length,
    max: Math.max(...values),
  };
}
