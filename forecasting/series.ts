/** A task laid out for forecasters: target, covariates and the building's calendar on one grid, checked once. */
import { column, type ForecastTask, rowTs, ZonecastError } from "#domain";
import { utcOffsetMs } from "./wall-clock.ts";

/** How far ahead everything here forecasts, s. */
const HORIZON_S = 86_400;
/** A value is carried over a gap of at most this, s: weather often comes hourly, and radios lose single readings. */
const CARRY_S = 7_200;

export interface Covariate {
  readonly name: string;
  /** `length` rows of history, then `horizon` rows of the future (NaN when nobody forecasts it). */
  readonly values: Float64Array;
  /** Mean over the 24 h up to each row of history. */
  readonly dayMean: Float64Array;
  /** Whether somebody forecasts it: its values after the issue time were handed in. */
  readonly ahead: boolean;
}

export interface Series {
  readonly startTs: number;
  readonly stepS: number;
  /** Rows of history; the last is at the issue time. */
  readonly length: number;
  readonly perHour: number;
  readonly perDay: number;
  /** Rows ahead. Every calendar column has `length + horizon` rows. */
  readonly horizon: number;
  /** The target as measured, NaN in gaps. */
  readonly y: Float64Array;
  /** The target with gaps of up to 2 h filled by the value before them: what a forecaster at that moment would have had. */
  readonly input: Float64Array;
  /** Mean of `input` over the 24 h up to each row. */
  readonly dayMean: Float64Array;
  readonly covariates: readonly Covariate[];
  /** Whether covariates after the issue time were handed in. */
  readonly hasFuture: boolean;
  /** UTC offset of each row, in rows. */
  readonly offsetRows: Int32Array;
  /** Fraction of the local day, [0, 1). */
  readonly dayFraction: Float64Array;
  /** 1 on Saturday and Sunday, local. */
  readonly weekend: Uint8Array;
}

function carried(values: Float64Array, total: number, maxRows: number): Float64Array {
  const out = new Float64Array(total).fill(Number.NaN);
  let last = Number.NaN;
  let age = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] ?? Number.NaN;
    if (Number.isFinite(v)) {
      last = v;
      age = 0;
    } else age++;
    if (age <= maxRows) out[i] = last;
  }
  return out;
}

/** Mean over the `width` rows that end at each row, of those that have a value; NaN when fewer than half have. */
function trailingMean(values: Float64Array, rows: number, width: number): Float64Array {
  const out = new Float64Array(rows);
  let sum = 0;
  let n = 0;
  for (let i = 0; i < rows; i++) {
    const v = values[i] ?? Number.NaN;
    if (!Number.isNaN(v)) {
      sum += v;
      n++;
    }
    const gone = i >= width ? (values[i - width] ?? Number.NaN) : Number.NaN;
    if (!Number.isNaN(gone)) {
      sum -= gone;
      n--;
    }
    out[i] = 2 * n >= Math.min(width, i + 1) && n > 0 ? sum / n : Number.NaN;
  }
  return out;
}

function checkGrid(task: ForecastTask): void {
  const { history, issuedAt } = task;
  if (3600 % history.stepS !== 0 || history.stepS < 300)
    throw new ZonecastError("bad-frame", `cannot forecast on a step of ${history.stepS} s`, {
      hint: "the step must divide one hour and be at least 300 s",
    });
  if (history.length > 0 && rowTs(history, history.length - 1) !== issuedAt)
    throw new ZonecastError("bad-frame", "the last row of the history is not at the issue time");
  const future = task.future;
  if (future && (future.stepS !== history.stepS || future.startTs !== issuedAt + history.stepS * 1000))
    throw new ZonecastError("bad-frame", "the future covariates do not go on where the history ends");
}

/**
 * Lays a task out. Throws `bad-frame` for a grid that cannot be used or a history without column `y`.
 */
export function toSeries(task: ForecastTask): Series {
  checkGrid(task);
  const { history, future } = task;
  const { startTs, stepS, length } = history;
  const perHour = 3600 / stepS;
  const perDay = 24 * perHour;
  const horizon = HORIZON_S / stepS;
  const maxRows = CARRY_S / stepS;
  const total = length + horizon;
  const y = column(history, "y");
  const input = carried(y, length, maxRows);

  const covariates: Covariate[] = [];
  for (const [name, values] of history.columns) {
    if (name === "y") continue;
    const filled = carried(values, total, maxRows);
    filled.set((future?.columns.get(name) ?? new Float64Array(0)).subarray(0, horizon), length);
    covariates.push({
      name,
      values: filled,
      dayMean: trailingMean(filled, length, perDay),
      ahead: future?.columns.has(name) ?? false,
    });
  }

  const offsetRows = new Int32Array(total);
  const dayFraction = new Float64Array(total);
  const weekend = new Uint8Array(total);
  for (let i = 0; i < total; i++) {
    const ts = startTs + i * stepS * 1000;
    const offset = utcOffsetMs(task.timeZone, ts);
    const localDays = (ts + offset) / 86_400_000;
    const dayNumber = Math.floor(localDays);
    offsetRows[i] = Math.round(offset / (stepS * 1000));
    dayFraction[i] = localDays - dayNumber;
    // 1970-01-01 was a Thursday: day numbers 2 and 3 modulo 7 are Saturday and Sunday.
    const weekday = ((dayNumber % 7) + 7) % 7;
    weekend[i] = weekday === 2 || weekday === 3 ? 1 : 0;
  }

  return {
    startTs,
    stepS,
    length,
    perHour,
    perDay,
    horizon,
    y,
    input,
    dayMean: trailingMean(input, length, perDay),
    covariates,
    hasFuture: covariates.some((c) => c.ahead),
    offsetRows,
    dayFraction,
    weekend,
  };
}

/**
 * The row at the same time on the wall clock `days` days before row `i`. Where the clocks went forward that row would lie
 * less than 24 h back, hence after some origins: one more day back is taken then. Negative when before the series.
 */
export function sameClock(series: Series, i: number, days: number): number {
  const { offsetRows, perDay } = series;
  const naive = i - days * perDay;
  if (naive < 0) return -1;
  const row = naive + (offsetRows[i] ?? 0) - (offsetRows[naive] ?? 0);
  return row > i - perDay ? sameClock(series, i, days + 1) : row;
}
