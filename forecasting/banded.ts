/** Turns a model of the central path into a full forecast source: band from past errors, limits, quantiles in order. */
import { type Forecast, type ForecastSource, type ForecastTask, QUANTILE_LEVELS, ZonecastError } from "#domain";
import { errorQuantiles } from "./band.ts";
import { type Limits, limitsFor } from "./limits.ts";
import type { PathModel } from "./path.ts";
import { type Rolling, roll } from "./rolling.ts";
import { type Series, toSeries } from "./series.ts";

/** What a source has learned from one series: forecasts of later tasks come cheaply, and past ones can be looked up. */
export interface Learned {
  /** Throws `too-little-history` when the newest rows do not allow a forecast. */
  forecast(task: ForecastTask): Forecast;
  /**
   * What the source would have said at `issuedAt` (on the hour grid that ends at the learning task's issue time), from
   * nothing but the rows before; undefined when it could have said nothing.
   */
  hindcast(issuedAt: number): Forecast | undefined;
}

/** A source that learns from the very series that it forecasts. */
export interface LearningSource extends ForecastSource {
  learn(task: ForecastTask): Learned;
  /** Whether it is made for such tasks; for all, if it does not say. Whoever it does not suit need not ask. */
  suits?(task: ForecastTask): boolean;
}

export const isLearning = (source: ForecastSource): source is LearningSource => "learn" in source;

export const suits = (source: ForecastSource, task: ForecastTask): boolean =>
  !isLearning(source) || source.suits === undefined || source.suits(task);

const LEVELS = QUANTILE_LEVELS.length;
const days = (s: number): string => (s / 86_400).toFixed(1);

/** Time covered up to row `origin` since the first value, s. */
function historyS(series: Series, origin: number): number {
  let first = 0;
  while (first <= origin && Number.isNaN(series.y[first])) first++;
  return (origin + 1 - first) * series.stepS;
}

function checkHistory(model: PathModel, series: Series): void {
  const haveS = historyS(series, series.length - 1);
  if (haveS < model.needsS)
    throw new ZonecastError("too-little-history", `${model.name} needs ${days(model.needsS)} days, there are ${days(haveS)}`, {
      retry: true,
      hint: "wait until more readings have come",
    });
}

function assemble(
  task: ForecastTask,
  model: PathModel,
  issuedAt: number,
  path: Float64Array,
  errors: Float64Array,
  limits: Limits,
): Forecast {
  const stepS = task.history.stepS;
  const leadS: number[] = [];
  const quantiles: number[][] = [];
  for (let h = 1; h <= path.length; h++) {
    const centre = path[h - 1] ?? Number.NaN;
    const row: number[] = [];
    for (let j = 0; j < LEVELS; j++) {
      const value = centre + (errors[(h - 1) * LEVELS + j] ?? 0);
      row.push(Math.min(limits.max, Math.max(limits.min, value)));
    }
    leadS.push(h * stepS);
    quantiles.push(row);
  }
  const { building, zone, signal, source } = task.point;
  return { issuedAt, model: model.name, building, zone, signal, source, origin: task.origin, leadS, quantiles, candidates: [] };
}

function noBand(model: PathModel): ZonecastError {
  return new ZonecastError("too-little-history", `${model.name} has no past errors to make a band from`, { retry: true });
}

/** Forecasts from now on. A function of its own, so that whoever keeps it keeps neither the learned series nor past paths. */
function speaker(model: PathModel, limits: Limits, stepS: number, rolling: Omit<Rolling, "paths">): Learned["forecast"] {
  return (task) => {
    const now = toSeries(task);
    const origin = now.length - 1;
    const path = new Float64Array(rolling.horizon);
    rolling.final(now, origin, path, now.hasFuture);
    if (path.some(Number.isNaN))
      throw new ZonecastError("too-little-history", `${model.name} lacks recent values`, {
        retry: true,
        hint: "see whether the sensor still reports",
      });
    const errors = errorQuantiles(rolling, task.issuedAt, now.dayFraction[origin] ?? 0, stepS);
    if (!errors) throw noBand(model);
    return assemble(task, model, task.issuedAt, path, errors, limits);
  };
}

function learnedFrom(model: PathModel, learning: ForecastTask, series: Series, rolling: Rolling): Learned {
  const limits = limitsFor(learning.point.signal, series.y);
  const { paths, ...rest } = rolling;
  const { horizon } = rolling;
  return {
    forecast: speaker(model, limits, series.stepS, rest),
    hindcast(issuedAt) {
      const k = rolling.originTs.indexOf(issuedAt);
      if (k < 0 || historyS(series, rolling.origins[k] ?? 0) < model.needsS) return undefined;
      const path = paths.subarray(k * horizon, (k + 1) * horizon);
      const errors = path.some(Number.isNaN)
        ? undefined
        : errorQuantiles(rolling, issuedAt, rolling.dayFraction[k] ?? 0, series.stepS);
      return errors && assemble({ ...learning, origin: "hindcast" }, model, issuedAt, path, errors, limits);
    },
  };
}

/**
 * A forecast source from a model of the central path. Its band comes from the model's out-of-sample errors on the task's
 * own history; its quantiles are ascending and within the signal's physical limits. Where covariates of the future are
 * handed in, the path uses them but the band stays that of forecasts without: past weather forecasts are not kept.
 * `forecast` and `learn` throw `bad-frame` (grid, columns) and `too-little-history`.
 */
export function banded(model: PathModel): LearningSource {
  const learn = (task: ForecastTask): Learned => {
    const series = toSeries(task);
    checkHistory(model, series);
    return learnedFrom(model, task, series, roll(model, series));
  };
  return { name: model.name, learn, forecast: (task) => learn(task).forecast(task) };
}
