/** What the ridge model looks at for a target row, seen from an origin row: lags, same-hour means, calendar, covariates. */
import { type Series, sameClock } from "../../series.ts";

const WEEK_DAYS = 7;
const SIMILAR_DAYS = 5;
/** Similar days are looked for among this many days back. */
const SIMILAR_REACH = 14;
const FEW_DAYS = 3;
const HARMONICS = 4;
const WEEKEND_HARMONICS = 2;
const CALENDAR = 2 * (HARMONICS + WEEKEND_HARMONICS) + 1;

/** Index of the feature "value at the same time yesterday". */
export const DAY_BACK = 5;

/** Fills `x` for the target `target` seen from `origin`. NaN marks what is not known. */
export type FillFeatures = (origin: number, target: number, x: Float64Array) => void;

export interface FeatureSet {
  readonly size: number;
  /** Index of the first feature that reads covariates after the origin; all further ones do too. */
  readonly firstFuture: number;
  /** Precomputes what depends on the target row alone. */
  prepare(series: Series): FillFeatures;
}

/** Means over earlier days at the same clock time: of the last week, and of days of the same kind (working day or weekend). */
function sameHourMeans(series: Series): { week: Float64Array; similar: Float64Array } {
  const total = series.length + series.horizon;
  const week = new Float64Array(total).fill(Number.NaN);
  const similar = new Float64Array(total).fill(Number.NaN);
  for (let t = series.perDay; t < total; t++) {
    let weekSum = 0;
    let weekN = 0;
    let similarSum = 0;
    let similarN = 0;
    for (let d = 1; d <= SIMILAR_REACH && (d <= WEEK_DAYS || similarN < SIMILAR_DAYS); d++) {
      const row = sameClock(series, t, d);
      if (row < 0) break;
      const value = series.input[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      if (d <= WEEK_DAYS) {
        weekSum += value;
        weekN++;
      }
      if (similarN < SIMILAR_DAYS && series.weekend[row] === series.weekend[t]) {
        similarSum += value;
        similarN++;
      }
    }
    if (weekN >= FEW_DAYS) week[t] = weekSum / weekN;
    similar[t] = similarN > 0 ? similarSum / similarN : (week[t] ?? Number.NaN);
  }
  return { week, similar };
}

/** Harmonics of the local day, the slow ones also for weekends alone, and the weekend itself: `CALENDAR` numbers a row. */
function calendarColumns({ dayFraction, weekend }: Series): Float64Array {
  const out = new Float64Array(dayFraction.length * CALENDAR);
  let i = 0;
  for (let row = 0; row < dayFraction.length; row++) {
    const angle = 2 * Math.PI * (dayFraction[row] ?? 0);
    const off = weekend[row] ?? 0;
    for (let k = 1; k <= HARMONICS; k++) {
      const s = Math.sin(k * angle);
      const c = Math.cos(k * angle);
      out[i++] = s;
      out[i++] = c;
      if (k > WEEKEND_HARMONICS) continue;
      out[i++] = off * s;
      out[i++] = off * c;
    }
    out[i++] = off;
  }
  return out;
}

/**
 * The features for series with covariates called `names`, of which those in `ahead` are known after the origin. All lags of the target count from its value at the origin, so
 * that the model is indifferent to a shift of level and shrinks towards persistence. Of those in `ahead`, the covariate at the
 * target time and its mean on the way there come in; without, the covariate at the origin and at the same hour before it:
 * the regression itself learns how far yesterday's weather may be trusted.
 */
export function featureSet(names: readonly string[], weekly: boolean, ahead: readonly string[]): FeatureSet {
  const own = 9 + (weekly ? 2 : 0);
  const firstFuture = own + CALENDAR + 3 * names.length;
  const size = firstFuture + 2 * ahead.length;

  const prepare = (series: Series): FillFeatures => {
    const { input, perHour, perDay, dayMean } = series;
    const { week, similar } = sameHourMeans(series);
    const calendar = calendarColumns(series);
    const covariates = names.map((name) => series.covariates.find((c) => c.name === name));
    const told = ahead.map((name) => series.covariates.find((c) => c.name === name));
    const sums = told.map((c) => (c ? runningSum(c.values) : new Float64Array(0)));
    const at = (values: Float64Array, row: number): number => values[row] ?? Number.NaN;

    return (origin, target, x) => {
      const base = at(input, origin);
      const dayBack = sameClock(series, target, 1);
      let i = 0;
      x[i++] = at(input, origin - perHour) - base;
      x[i++] = at(input, origin - 3 * perHour) - base;
      x[i++] = at(input, origin - perDay) - base;
      x[i++] = at(dayMean, origin) - base;
      x[i++] = at(similar, origin) - base;
      x[i++] = at(input, dayBack) - base;
      x[i++] = at(input, sameClock(series, target, 2)) - base;
      x[i++] = at(week, target) - base;
      x[i++] = at(similar, target) - base;
      if (weekly) {
        x[i++] = at(input, sameClock(series, origin, 7)) - base;
        x[i++] = at(input, sameClock(series, target, 7)) - base;
      }
      for (let k = target * CALENDAR, end = k + CALENDAR; k < end; k++) x[i++] = at(calendar, k);
      for (const c of covariates) {
        x[i++] = c ? at(c.values, origin) : Number.NaN;
        x[i++] = c ? at(c.values, dayBack) : Number.NaN;
        x[i++] = c ? at(c.dayMean, origin) : Number.NaN;
      }
      told.forEach((c, n) => {
        const sum = sums[n];
        x[i++] = c ? at(c.values, target) : Number.NaN;
        x[i++] = c && sum ? (at(sum, target) - at(sum, origin)) / (target - origin) : Number.NaN;
      });
    };
  };
  return { size, firstFuture, prepare };
}

/** Sum of all rows up to each; a gap spoils only the spans that hold it, as it counts with the value before it. */
function runningSum(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] ?? Number.NaN;
    if (!Number.isNaN(v)) last = v;
    if (!Number.isNaN(last)) sum += last;
    out[i] = sum;
  }
  return out;
}
