/** Ridge-ARX: one regularised linear regression per hour of lead on lags, same-hour means, calendar and covariates. */
import { banded } from "../banded.ts";
import type { Learner, Path, PathModel } from "../path.ts";
import type { Series } from "../series.ts";
import { type FeatureSet, type FillFeatures, featureSet } from "./ridge/features.ts";
import { type HourModel, hourModel } from "./ridge/hour-model.ts";

/** A covariate that is missing more often than this is left out. */
const MOST_MISSING = 0.3;
const REFIT_S = 4 * 86_400;
/** Lags of a week are used when the history is at least this long, s. */
const WEEKLY_FROM_S = 16 * 86_400;

function missingShare(values: Float64Array, rows: number): number {
  let n = 0;
  for (let i = 0; i < rows; i++) if (Number.isNaN(values[i])) n++;
  return n / Math.max(1, rows);
}

function isComplete(x: Float64Array): boolean {
  for (let c = 0; c < x.length; c++) if (Number.isNaN(x[c])) return false;
  return true;
}

/** A function of its own, so that whoever keeps the path does not keep the series that it was learned from. */
function pathOf(features: FeatureSet, hours: readonly HourModel[], prepared: WeakMap<Series, FillFeatures>): Path {
  const { size, firstFuture } = features;
  const x = new Float64Array(size);
  return (now, origin, out, future) => {
    const fill = prepared.get(now) ?? features.prepare(now);
    prepared.set(now, fill);
    const base = now.input[origin] ?? Number.NaN;
    for (let h = 1; h <= out.length; h++) {
      fill(origin, origin + h, x);
      const gain = hours[Math.floor((h - 1) / now.perHour)]?.predict(x, future ? size : firstFuture) ?? Number.NaN;
      out[h - 1] = base + gain;
    }
  };
}

function learner(series: Series): Learner {
  const used = series.covariates.filter((c) => missingShare(c.values, series.length) <= MOST_MISSING);
  const names = used.map((c) => c.name);
  // Only what somebody forecasts may be looked at ahead: what explains the past best is of no use if it is not known then.
  const ahead = used.filter((c) => c.ahead).map((c) => c.name);
  const features = featureSet(names, series.length * series.stepS >= WEEKLY_FROM_S, ahead);
  const { size } = features;
  const hours: HourModel[] = Array.from({ length: series.horizon / series.perHour }, () => hourModel(size));
  const nextOrigin = hours.map(() => series.perDay);
  const fill = features.prepare(series);
  const x = new Float64Array(size);

  const addRows = (hour: HourModel, index: number, endRow: number): void => {
    let origin = nextOrigin[index] ?? 0;
    for (; ; origin += series.perHour) {
      // The leads within the hour take turns, one an origin.
      const turn = (origin / series.perHour) % series.perHour;
      const target = origin + index * series.perHour + 1 + turn;
      if (target >= endRow) break;
      const gain = (series.y[target] ?? Number.NaN) - (series.input[origin] ?? Number.NaN);
      if (Number.isNaN(gain)) continue;
      fill(origin, target, x);
      if (isComplete(x)) hour.add(x, gain);
    }
    nextOrigin[index] = origin;
  };

  const path = pathOf(features, hours, new WeakMap([[series, fill]]));

  return (endRow) => {
    hours.forEach((hour, index) => {
      addRows(hour, index, endRow);
      hour.learn();
    });
    return path;
  };
}

/** The central path of ridge-ARX. */
export const ridgePath: PathModel = { name: "ridge-arx", needsS: 5 * 86_400, pathNeedsS: 4 * 86_400, refitS: REFIT_S, learner };

/**
 * Direct multi-horizon ridge regression. How strongly to shrink, and whether towards persistence or yesterday, is weighed
 * by the error on later rows than those fitted. A feature that is missing at the issue time is taken out of the regression
 * (which is then solved anew), never replaced by a number.
 */
export const ridgeArx = banded(ridgePath);
