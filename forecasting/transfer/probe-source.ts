/** The network in the product: a frozen base whose head is learned anew on each series, judged and used like any baseline. */
import { column, type Forecast, type ForecastTask, makeFrame, signalOf, ZonecastError } from "#domain";
import { backtestOrigins } from "../backtest.ts";
import type { Learned, LearningSource } from "../banded.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { limitsFor } from "../limits.ts";
import { hourWeights, inHours } from "../tft/hours.ts";
import type { TftRuntime } from "../tft/open.ts";
import type { Tft } from "../tft/tft.ts";
import type { WindowAt } from "../windows/assemble.ts";
import { unscaled } from "../windows/scaling.ts";
import { type LearnSeries, moments } from "../windows/series.ts";
import { windowsOf } from "../windows/split.ts";
import { learnable } from "./learnable.ts";
import { fitHead, headOf } from "./probe-fit.ts";
import { featuresOf, headSays } from "./say.ts";

export interface ProbeSource extends LearningSource {
  dispose(): void;
}

/** Hours between two windows that are learned from. */
const STRIDE_H = 3;
/** With fewer windows than these a head says nothing that its base does not. */
const LEAST_WINDOWS = 24;
const LEAST_PRESENT = 0.75;
const HOUR_MS = 3_600_000;
const HORIZON_H = 24;

/** A task in hours, as windows are cut from it. Throws `bad-frame` for a step that does not divide an hour. */
function seriesOf(task: ForecastTask, stepS: number): LearnSeries {
  const { history, point, timeZone } = task;
  if (!(history.stepS > 0) || stepS % history.stepS !== 0)
    throw new ZonecastError(
      "bad-frame",
      `the network thinks in steps of ${stepS} s, the history comes in steps of ${history.stepS} s`,
      {
        hint: `the step must divide ${stepS} s`,
      },
    );
  const frame = inHours(history, stepS);
  const { unit } = signalOf(point.signal);
  if (!["°C", "W", "Wh"].includes(unit))
    throw new ZonecastError("bad-input", `the network forecasts temperatures and energy in watts, not ${point.signal}`);
  return learnable(
    {
      ...{
        id: `${point.building}/${point.zone}/${point.signal}`,
        building: point.building,
        group: "",
        signal: point.signal,
        timeZone,
      },
      ...{ horizonS: 86_400, frame: makeFrame(frame.startTs, frame.stepS, [...frame.columns]) },
    },
    frame.length,
    HORIZON_H,
  );
}

function mostlyMeasured(series: LearnSeries, row: number, encoder: number): boolean {
  const week = series.y.subarray(Math.max(0, row + 1 - encoder), row + 1);
  return week.filter(Number.isFinite).length >= LEAST_PRESENT * encoder;
}

/** Hourly quantiles of one window as a forecast on the task's own grid. */
function forecastOf(
  task: ForecastTask,
  issuedAt: number,
  name: string,
  tft: Tft,
  head: Float32Array,
  window: WindowAt,
): Forecast {
  const { horizon, levels } = tft.config;
  const features = featuresOf(tft, [window], true);
  const said = headSays(features, head, levels.length);
  const scale = features.scales[0] ?? { centre: 0, scale: 1 };
  const limits = limitsFor(task.point.signal, column(task.history, "y"));
  const { stepS } = task.history;
  const perHour = window.series.stepS / stepS;
  const holds = signalOf(task.point.signal).kind !== "instantaneous";
  const at = (hour: number, j: number): number => unscaled(said[hour * levels.length + j] ?? Number.NaN, scale);
  const quantiles = Array.from({ length: horizon * perHour }, (_, i) => {
    const [hour, share] = hourWeights(i + 1, perHour, horizon, holds);
    return levels.map((_, j) => {
      const value = share === 0 ? at(hour, j) : (1 - share) * at(hour, j) + share * at(hour + 1, j);
      return Math.min(limits.max, Math.max(limits.min, value));
    });
  });
  const { building, zone, signal, source } = task.point;
  return {
    ...{ issuedAt, model: name, building, zone, signal, source, origin: task.origin, candidates: [] },
    ...{ leadS: quantiles.map((_, i) => (i + 1) * stepS), quantiles },
  };
}

/**
 * A source that, series by series, fits the head of `checkpoint` on cached features of its own history. What it said in a
 * backtest comes from a head that was fitted only on what lay before the backtest; what it says now from one fitted on all.
 * Weather ahead is not used, since past weather forecasts are not kept to learn from.
 * It computes in the calling thread. Throws from `learn`: `too-little-history`, `bad-frame`, `bad-input`.
 */
export function probeSource(runtime: TftRuntime, checkpoint: Checkpoint, name = "tft-probe"): ProbeSource {
  const { config } = checkpoint;
  const { stepS } = checkpoint.provenance;
  const tft = runtime.create(config, 1);
  tft.setParameters(checkpoint.parameters);
  const initial = headOf(checkpoint.parameters, config);

  const speakable = (series: LearnSeries): WindowAt => {
    const row = series.length - 1;
    if (row < 0 || !mostlyMeasured(series, row, config.encoder))
      throw new ZonecastError("too-little-history", `${name} needs three quarters of the last ${config.encoder} hours measured`, {
        retry: true,
        hint: "wait until more readings have come",
      });
    return { series, row };
  };

  const learn = (task: ForecastTask): Learned => {
    const whole = seriesOf(task, stepS);
    const [first = task.issuedAt] = backtestOrigins(task.issuedAt, whole.length * stepS * 1000);
    const rowAt = (ts: number): number => Math.round((ts - whole.startTs) / (stepS * 1000));
    // The usual spread is part of the scaling: that of before the backtest, for the backtest must not know what came.
    const typical = moments(whole.y, 0, rowAt(first))[1] || 0;
    const series = { ...whole, typical };
    const windows = windowsOf(series, config, STRIDE_H);
    const before = windows.filter((w) => w.row + config.horizon <= rowAt(first));
    if (before.length < LEAST_WINDOWS)
      throw new ZonecastError(
        "too-little-history",
        `${name} needs about three weeks of history: a week to look at, the rest to learn`,
        {
          retry: true,
          hint: "wait until more readings have come",
        },
      );
    const features = featuresOf(tft, windows, true);
    const part = (n: number) => ({
      values: features.values.subarray(0, n * config.horizon * config.hidden),
      targets: features.targets.subarray(0, n * config.horizon),
      scales: features.scales.slice(0, n),
    });
    const past = fitHead(part(before.length), config, initial);
    const now = fitHead(features, config, initial);
    return {
      forecast(later) {
        const own = later === task ? series : { ...seriesOf(later, stepS), typical };
        return forecastOf(later, later.issuedAt, name, tft, now, speakable(own));
      },
      hindcast(issuedAt) {
        const row = rowAt(issuedAt);
        if (issuedAt < first - HOUR_MS || row >= series.length || !mostlyMeasured(series, row, config.encoder)) return undefined;
        return forecastOf({ ...task, origin: "hindcast" }, issuedAt, name, tft, past, { series, row });
      },
    };
  };
  return { name, learn, forecast: (task) => learn(task).forecast(task), dispose: () => tft.dispose() };
}
