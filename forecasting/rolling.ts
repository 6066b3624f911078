/** The out-of-sample pass: what a model would have said at every past origin, having learned from earlier rows only. */
import type { Path, PathModel } from "./path.ts";
import type { Series } from "./series.ts";

/** Origins further back than this teach nothing about today's errors, s. */
const CALIBRATION_S = 28 * 86_400;

export interface Rolling {
  /** Rows of the origins, ascending, one an hour, the last at the end of the history. */
  readonly origins: Int32Array;
  /** UTC ms of the origins. */
  readonly originTs: Float64Array;
  /** Local time of day of the origins, [0, 1). */
  readonly dayFraction: Float64Array;
  readonly horizon: number;
  /** `paths[k * horizon + h - 1]`: central path of origin k at lead h. */
  readonly paths: Float64Array;
  /** `errors[(h - 1) * origins.length + k]`: actual minus path; NaN where the actual is missing or still to come. */
  readonly errors: Float64Array;
  /** The path that has learned from the whole history. */
  readonly final: Path;
}

/** Runs `model` over the history of `series`, refitting as it goes. Central paths never read covariates of the future. */
export function roll(model: PathModel, series: Series): Rolling {
  const { length, perHour, horizon, stepS } = series;
  const last = length - 1;
  const earliest = Math.max(Math.ceil(model.pathNeedsS / stepS) - 1, last - CALIBRATION_S / stepS);
  const count = Math.max(0, Math.floor((last - earliest) / perHour) + 1);
  const origins = new Int32Array(count);
  const originTs = new Float64Array(count);
  const dayFraction = new Float64Array(count);
  const paths = new Float64Array(count * horizon);
  const errors = new Float64Array(count * horizon);
  const advance = model.learner(series);
  // While the history is short every day teaches much, so refits come at a fifth of its length at the latest.
  const refitRows = (origin: number): number =>
    model.refitS === null ? Number.POSITIVE_INFINITY : Math.min(model.refitS / stepS, origin / 5);
  let fittedTo = Number.NEGATIVE_INFINITY;
  let path: Path | undefined;
  for (let k = 0; k < count; k++) {
    const origin = last - (count - 1 - k) * perHour;
    origins[k] = origin;
    originTs[k] = series.startTs + origin * stepS * 1000;
    dayFraction[k] = series.dayFraction[origin] ?? 0;
    if (path === undefined || origin - fittedTo >= refitRows(origin)) {
      path = advance(origin + 1);
      fittedTo = origin;
    }
    const out = paths.subarray(k * horizon, (k + 1) * horizon);
    path(series, origin, out, false);
    for (let h = 1; h <= horizon; h++)
      errors[(h - 1) * count + k] = (series.y[origin + h] ?? Number.NaN) - (out[h - 1] ?? Number.NaN);
  }
  return { origins, originTs, dayFraction, horizon, paths, errors, final: advance(length) };
}
