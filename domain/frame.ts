/** An evenly spaced table of numbers: what simulators make, stores hand out and forecasters read. */
import { ZonecastError } from "./errors.ts";

export interface Frame {
  /** Time of row 0 (UTC ms). Row i is at `startTs + i * stepS * 1000`. */
  readonly startTs: number;
  /** Step, s, > 0. */
  readonly stepS: number;
  /** Number of rows. */
  readonly length: number;
  /** Columns by name, each `length` long; a gap is NaN, never 0. Units are in the names or in `SIGNALS`. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/** Makes a frame. Throws `bad-frame` when a column's length differs from the others' or the step is not positive. */
export function makeFrame(startTs: number, stepS: number, columns: Iterable<readonly [string, Float64Array]>): Frame {
  const map = new Map(columns);
  const length = map.values().next().value?.length ?? 0;
  if (!(stepS > 0)) throw new ZonecastError("bad-frame", `the step must be positive, not ${stepS} s`);
  for (const [name, column] of map)
    if (column.length !== length)
      throw new ZonecastError("bad-frame", `column ${name} has ${column.length} rows, the first has ${length}`);
  return { startTs, stepS, length, columns: map };
}

/** The column called `name`. Throws `bad-frame` when there is none. */
export function column(frame: Frame, name: string): Float64Array {
  const found = frame.columns.get(name);
  if (!found)
    throw new ZonecastError("bad-frame", `no column '${name}'`, { hint: `there are: ${[...frame.columns.keys()].join(", ")}` });
  return found;
}

/** Time of row `i` (UTC ms). */
export const rowTs = (frame: Frame, i: number): number => frame.startTs + i * frame.stepS * 1000;

/** 1 where the column has a value, 0 where it has a gap. */
export const maskOf = (values: Float64Array): Uint8Array => Uint8Array.from(values, (v) => (Number.isNaN(v) ? 0 : 1));
