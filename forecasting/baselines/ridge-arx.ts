/** Ridge-ARX: one regularised linear regression per hour of lead on lags, same-hour means, calendar and covariates. */
import { banded } from "../banded.ts";
import type { Learner, Path, PathModel } from "../path.ts";
import type { Series } from "../series.ts";
import { type FeatureSet, type FillFeatures, featureSet } from "./ridge/features.ts";
import { absorb, addRow, type Gram, type Linear, newGram, rowsIn, solveRidge, squaredError, standardise } from "./ridge/gram.ts";

const LAMBDAS = [0.003, 0.03, 0.15, 0.6, 2] as const;
const FIRST_LAMBDA = 2;
/** A covariate that is missing more often than this is left out. */
const MOST_MISSING = 0.3;
const FEW_ROWS = 48;
const REFIT_S = 4 * 86_400;
/** Lags of a week are used when the history is at least this long, s. */
const WEEKLY_FROM_S = 16 * 86_400;

/** The regression for one hour of lead: rows already learned from, rows that came since, and the penalties' record. */
interface HourModel {
  readonly past: Gram;
  readonly fresh: Gram;
  readonly lambdaError: Float64Array;
  nextOrigin: number;
  lambda: number;
  /** Solutions by the set of features that are known; "" is the full set. */
  readonly solved: Map<string, Linear | undefined>;
}

const present = (values: Float64Array, rows: number): number => {
  let n = 0;
  for (let i = 0; i < rows; i++) if (!Number.isNaN(values[i])) n++;
  return rows === 0 ? 0 : n / rows;
};

function learnFresh(hour: HourModel, size: number): void {
  const system = rowsIn(hour.past) >= FEW_ROWS ? standardise(hour.past, () => true) : undefined;
  if (system && rowsIn(hour.fresh) > 0) {
    // Each penalty is judged on rows that came after those it was fitted to.
    for (let l = 0; l < LAMBDAS.length; l++) {
      const error = squaredError(hour.fresh, solveRidge(system, LAMBDAS[l] ?? 1, size));
      hour.lambdaError[l] = (hour.lambdaError[l] ?? 0) + error;
    }
    let best = 0;
    for (let l = 1; l < LAMBDAS.length; l++) if ((hour.lambdaError[l] ?? 0) < (hour.lambdaError[best] ?? 0)) best = l;
    hour.lambda = LAMBDAS[best] ?? 1;
  }
  absorb(hour.past, hour.fresh, 1);
  hour.solved.clear();
}

function solutionFor(hour: HourModel, x: Float64Array, firstFuture: number, future: boolean): Linear | undefined {
  const usable = (c: number): boolean => (future || c < firstFuture) && !Number.isNaN(x[c]);
  let key = future ? "f" : "";
  for (let c = 0; c < x.length; c++) if (Number.isNaN(x[c])) key += `,${c}`;
  if (hour.solved.has(key)) return hour.solved.get(key);
  const system = rowsIn(hour.past) >= FEW_ROWS ? standardise(hour.past, usable) : undefined;
  const linear = system && solveRidge(system, hour.lambda, x.length);
  hour.solved.set(key, linear);
  return linear;
}

function predict(linear: Linear, x: Float64Array): number {
  let sum = linear.intercept;
  for (let c = 0; c < x.length; c++) {
    const w = linear.weights[c] ?? 0;
    if (w !== 0) sum += w * (x[c] ?? 0);
  }
  return sum;
}

function learner(series: Series): Learner {
  const names = series.covariates.filter((c) => present(c.values, series.length) >= 1 - MOST_MISSING).map((c) => c.name);
  const features: FeatureSet = featureSet(names, series.length * series.stepS >= WEEKLY_FROM_S, series.hasFuture);
  const { size, firstFuture } = features;
  const hours: HourModel[] = Array.from({ length: series.horizon / series.perHour }, () => ({
    past: newGram(size),
    fresh: newGram(size),
    lambdaError: new Float64Array(LAMBDAS.length),
    nextOrigin: series.perDay,
    lambda: LAMBDAS[FIRST_LAMBDA] ?? 1,
    solved: new Map(),
  }));
  const fill = features.prepare(series);
  const x = new Float64Array(size);
  const z = new Float64Array(size + 2);

  const addRows = (hour: HourModel, group: number, endRow: number): void => {
    for (; ; hour.nextOrigin += series.perHour) {
      // The leads within the hour take turns, one an origin.
      const turn = (hour.nextOrigin / series.perHour) % series.perHour;
      const target = hour.nextOrigin + group * series.perHour + 1 + turn;
      if (target >= endRow) return;
      const gain = (series.y[target] ?? Number.NaN) - (series.input[hour.nextOrigin] ?? Number.NaN);
      if (Number.isNaN(gain)) continue;
      fill(series, hour.nextOrigin, target, x);
      if (!x.some(Number.isNaN)) addRow(hour.fresh, x, gain, z);
    }
  };

  let prepared: { series: Series; fill: FillFeatures } = { series, fill };
  const path: Path = (now, origin, out, future) => {
    if (prepared.series !== now) prepared = { series: now, fill: features.prepare(now) };
    const base = now.input[origin] ?? Number.NaN;
    for (let h = 1; h <= out.length; h++) {
      const hour = hours[Math.floor((h - 1) / now.perHour)];
      prepared.fill(now, origin, origin + h, x);
      if (!future) x.fill(0, firstFuture);
      const linear = hour && solutionFor(hour, x, firstFuture, future);
      out[h - 1] = linear ? base + predict(linear, x) : Number.NaN;
    }
  };

  return (endRow) => {
    hours.forEach((hour, group) => {
      addRows(hour, group, endRow);
      learnFresh(hour, size);
    });
    return path;
  };
}

/** The central path of ridge-ARX. */
export const ridgePath: PathModel = { name: "ridge-arx", needsS: 5 * 86_400, shiftsMedian: true, refitS: REFIT_S, learner };

/**
 * Direct multi-horizon ridge regression. Penalties are chosen on later rows than those fitted; a feature that is missing
 * at the issue time is taken out of the regression (which is then solved anew), never replaced by a number.
 */
export const ridgeArx = banded(ridgePath);
