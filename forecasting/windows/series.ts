/** One target with what may explain it on an even grid, ready for windows to be cut from it. */
import { ZonecastError } from "#domain";
import { utcOffsetMs } from "../wall-clock.ts";
import { COVARIATES, type CovariateName, type TargetKind } from "./schema.ts";

export interface LearnSeriesInput {
  /** Building and target, e.g. `fleet-12/heat`. */
  readonly id: string;
  /** Series of one building stay on one side of a split. */
  readonly building: string;
  readonly kind: TargetKind;
  /** Time of row 0, UTC ms. */
  readonly startTs: number;
  /** s; divides one hour. */
  readonly stepS: number;
  /** IANA name; the calendar is the building's own. */
  readonly timeZone: string;
  /** °C or W; gaps are NaN. Means count up to the row's time. */
  readonly y: ArrayLike<number>;
  /** The other signal: heat, W, for a temperature; air temperature, °C, otherwise. */
  readonly other?: ArrayLike<number>;
  readonly covariates?: Readonly<Partial<Record<CovariateName, ArrayLike<number>>>>;
}

export interface LearnSeries {
  readonly id: string;
  readonly building: string;
  readonly kind: TargetKind;
  readonly startTs: number;
  readonly stepS: number;
  readonly timeZone: string;
  readonly perDay: number;
  readonly length: number;
  readonly y: Float32Array;
  readonly other: Float32Array;
  readonly covariates: Readonly<Record<CovariateName, Float32Array>>;
  /** Columns hourSin, hourCos, weekend, `length + horizon` rows each. */
  readonly calendar: readonly [Float32Array, Float32Array, Float32Array];
  /** Typical size of the target's changes: its standard deviation, in its unit; 0 when it never changed. */
  readonly typical: number;
}

/** Mean and standard deviation of what is not missing; NaN when nothing is there. */
export function moments(values: ArrayLike<number>, from = 0, to = values.length): readonly [mean: number, deviation: number] {
  let [n, sum, squares] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    const v = values[i] ?? Number.NaN;
    if (!Number.isFinite(v)) continue;
    n++;
    sum += v;
    squares += v * v;
  }
  const mean = sum / n;
  return [mean, Math.sqrt(Math.max(0, squares / n - mean * mean))];
}

function calendarOf(startTs: number, stepS: number, timeZone: string, rows: number): LearnSeries["calendar"] {
  const columns = [new Float32Array(rows), new Float32Array(rows), new Float32Array(rows)] as const;
  for (let i = 0; i < rows; i++) {
    const ts = startTs + i * stepS * 1000;
    const days = (ts + utcOffsetMs(timeZone, ts)) / 86_400_000;
    const day = Math.floor(days);
    const angle = 2 * Math.PI * (days - day);
    // 1970-01-01 was a Thursday: day numbers 2 and 3 modulo 7 are Saturday and Sunday.
    const weekday = ((day % 7) + 7) % 7;
    columns[0][i] = Math.sin(angle);
    columns[1][i] = Math.cos(angle);
    columns[2][i] = weekday === 2 || weekday === 3 ? 1 : 0;
  }
  return columns;
}

/**
 * A series; `ahead` further rows (0 when left out) get a calendar and whatever covariates reach that far. Throws `bad-frame`
 * for a step that does not divide an hour and for columns of different length.
 */
export function learnSeries(input: LearnSeriesInput, ahead = 0): LearnSeries {
  const { id, building, kind, startTs, stepS, timeZone, y } = input;
  if (!(stepS > 0) || 3600 % stepS !== 0)
    throw new ZonecastError("bad-frame", `${id}: a step of ${stepS} s does not divide one hour`);
  const length = y.length;
  const rows = length + ahead;
  const column = (values: ArrayLike<number> | undefined, name: string): Float32Array => {
    const out = new Float32Array(rows).fill(Number.NaN);
    if (!values) return out;
    if (values.length < length || values.length > rows)
      throw new ZonecastError("bad-frame", `${id}: column ${name} has ${values.length} rows, the target has ${length}`);
    out.set(values);
    return out;
  };
  return {
    id,
    building,
    kind,
    startTs,
    stepS,
    timeZone,
    perDay: 86_400 / stepS,
    length,
    y: Float32Array.from(y),
    other: column(input.other, "other"),
    covariates: Object.fromEntries(COVARIATES.map((name) => [name, column(input.covariates?.[name], name)])) as Record<
      CovariateName,
      Float32Array
    >,
    calendar: calendarOf(startTs, stepS, timeZone, rows),
    typical: moments(y)[1] || 0,
  };
}
