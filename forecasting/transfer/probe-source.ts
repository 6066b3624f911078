/** The network in the product: a frozen base whose head is learned anew on each series, judged and used like any baseline. */
import { column, type Explanation, type Forecast, type ForecastTask, makeFrame, signalOf, ZonecastError } from "#domain";
import { backtestOrigins } from "../backtest.ts";
import { type Learned, type LearningSource, suits } from "../banded.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { limitsFor } from "../limits.ts";
import type { TftConfig } from "../tft/config.ts";
import { explained } from "../tft/explain.ts";
import { hourWeights, inHours } from "../tft/hours.ts";
import type { TftRuntime } from "../tft/open.ts";
import type { WindowAt } from "../windows/assemble.ts";
import { unscaled } from "../windows/scaling.ts";
import { type LearnSeries, moments } from "../windows/series.ts";
import { windowsOf } from "../windows/split.ts";
import { learnable } from "./learnable.ts";
import { fitHead, headOf } from "./probe-fit.ts";
import { type Features, featuresOf, headSays, windowShown } from "./say.ts";
import { besideFeatures, fitBeside } from "./stack.ts";

export interface ProbeSource extends LearningSource {
  /**
   * The base as it is, nothing learned: it can speak where a week has been measured, long before a head can be fitted. Throws what
   * this source throws.
   */
  readonly zeroShot: LearningSource;
  /**
   * A source whose head hears what `beside` says as well and learns whom to believe. It shares the encoded windows. Throws, beyond
   * what this source throws, what `beside` throws.
   */
  on(beside: LearningSource): LearningSource;
  /** What the base looked at, whatever its head makes of it. Throws what a forecast throws. */
  explain(task: ForecastTask): Explanation;
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

/** Scaled quantiles of one window, hourly, as a forecast on the task's own grid. */
function forecastOf(
  task: ForecastTask,
  issuedAt: number,
  name: string,
  config: TftConfig,
  said: Float32Array,
  window: Encoded,
): Forecast {
  const { horizon, levels } = config;
  const [scale] = window.features.scales;
  if (!scale) throw new ZonecastError("bug", "a window has no scale");
  const limits = limitsFor(task.point.signal, column(task.history, "y"));
  const { stepS } = task.history;
  const perHour = window.series.stepS / stepS;
  const holds = signalOf(task.point.signal).kind !== "instantaneous";
  const at = (hour: number, j: number): number => unscaled(said[hour * levels.length + j] ?? Number.NaN, scale, hour);
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

/** Windows of a series with what the network makes of them. */
interface Encoded {
  readonly series: LearnSeries;
  readonly windows: readonly WindowAt[];
  readonly features: Features;
}

/** A task's series, and where its backtest begins: UTC ms, and row. */
interface Begun {
  readonly series: LearnSeries;
  readonly first: number;
  readonly firstRow: number;
  readonly typical: number;
}

/** What is worked out of a task once, however many heads are fitted on it. */
interface Prepared extends Begun, Encoded {
  /** Windows whose future ends before the backtest. */
  readonly before: number;
}

/** The head that speaks in the backtest, and the one that speaks now. */
interface Heads {
  readonly past: Float32Array;
  readonly now: Float32Array;
}

const firstOf = ({ values, targets, scales }: Features, n: number, cells: number): Features => ({
  values: values.subarray(0, (n * cells * values.length) / targets.length),
  targets: targets.subarray(0, n * cells),
  scales: scales.slice(0, n),
});

/** Hourly quantiles out of a forecast on a finer grid; NaN where there is none. */
function hourlyQuantiles(forecast: Forecast | undefined, { horizon, levels }: TftConfig): Float32Array {
  const out = new Float32Array(horizon * levels.length).fill(Number.NaN);
  const perHour = (forecast?.quantiles.length ?? 0) / horizon;
  if (!forecast || !(perHour >= 1)) return out;
  for (let h = 0; h < horizon; h++)
    for (let j = 0; j < levels.length; j++) {
      let sum = 0;
      for (let i = 0; i < perHour; i++) sum += forecast.quantiles[h * perHour + i]?.[j] ?? Number.NaN;
      out[h * levels.length + j] = sum / perHour;
    }
  return out;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
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

  const begin = (task: ForecastTask): Begun => {
    const whole = seriesOf(task, stepS);
    const [first = task.issuedAt] = backtestOrigins(task.issuedAt, whole.length * stepS * 1000);
    const firstRow = Math.round((first - whole.startTs) / (stepS * 1000));
    // The usual spread is part of the scaling: that of before the backtest, for the backtest must not know what came.
    const typical = moments(whole.y, 0, firstRow)[1] || 0;
    return { series: { ...whole, typical }, first, firstRow, typical };
  };

  const prepared = new WeakMap<ForecastTask, Prepared>();
  const prepare = (task: ForecastTask): Prepared => {
    const known = prepared.get(task);
    if (known) return known;
    const begun = begin(task);
    const { series, firstRow } = begun;
    const windows = windowsOf(series, config, STRIDE_H);
    const before = windows.filter((w) => w.row + config.horizon <= firstRow).length;
    if (before < LEAST_WINDOWS)
      throw new ZonecastError(
        "too-little-history",
        `${name} needs about three weeks of history: a week to look at, the rest to learn`,
        {
          retry: true,
          hint: "wait until more readings have come",
        },
      );
    const made = { ...begun, windows, before, features: featuresOf(tft, windows, true) };
    prepared.set(task, made);
    return made;
  };

  const hear = (own: Features, said: readonly (Forecast | undefined)[]): Features =>
    besideFeatures(own, joined(said.map((f) => hourlyQuantiles(f, config))), config);

  const say = (to: ForecastTask, asName: string, head: Float32Array, window: WindowAt, said?: Forecast): Forecast => {
    const own = featuresOf(tft, [window], true);
    const quantiles = headSays(said ? hear(own, [said]) : own, head, config.levels.length);
    const issuedAt = window.series.startTs + window.row * stepS * 1000;
    return forecastOf(to, issuedAt, asName, config, quantiles, { series: window.series, windows: [window], features: own });
  };

  /** A function of its own, so that whoever keeps it keeps no features and no series. */
  const speaker =
    (asName: string, typical: number, head: Float32Array, other?: Learned["forecast"]): Learned["forecast"] =>
    (task) =>
      say(task, asName, head, speakable({ ...seriesOf(task, stepS), typical }), other?.(task));

  const spokenBy = (task: ForecastTask, asName: string, begun: Begun, heads: Heads, other?: Learned): Learned => {
    const { series, first, typical } = begun;
    return {
      forecast: speaker(asName, typical, heads.now, other?.forecast),
      hindcast(issuedAt) {
        const row = Math.round((issuedAt - series.startTs) / (stepS * 1000));
        if (issuedAt < first - HOUR_MS || row >= series.length || !mostlyMeasured(series, row, config.encoder)) return undefined;
        const beside = other?.hindcast(issuedAt);
        if (other && !beside) return undefined;
        return say({ ...task, origin: "hindcast" }, asName, heads.past, { series, row }, beside);
      },
    };
  };

  const learnOn = (task: ForecastTask, asName: string, other?: Learned): Learned => {
    const ready = prepare(task);
    const { series, windows, before, features } = ready;
    const tsOf = ({ row }: WindowAt): number => series.startTs + row * stepS * 1000;
    const said = other && windows.map((w) => other.hindcast(tsOf(w)));
    const heard = said && hear(features, said);
    const headFrom = (n: number): Float32Array => {
      const head = fitHead(firstOf(features, n, config.horizon), config, initial);
      return heard ? fitBeside(firstOf(heard, n, config.horizon), config, head) : head;
    };
    const heads = { past: headFrom(before), now: headFrom(windows.length) };
    return spokenBy(task, asName, ready, heads, other);
  };

  const learn = (task: ForecastTask): Learned => learnOn(task, name);
  const untaught = `${name.replace(/-probe$/, "")}-zero-shot`;
  const asItIs = (task: ForecastTask): Learned => {
    const begun = begin(task);
    speakable(begun.series);
    return spokenBy(task, untaught, begun, { past: initial, now: initial });
  };
  return {
    name,
    learn,
    zeroShot: { name: untaught, learn: asItIs, forecast: (task) => asItIs(task).forecast(task) },
    forecast: (task) => learn(task).forecast(task),
    on(beside) {
      const asName = `${name} on ${beside.name}`;
      const both = (task: ForecastTask): Learned => learnOn(task, asName, beside.learn(task));
      const suited = (task: ForecastTask): boolean => suits(beside, task);
      return { name: asName, learn: both, forecast: (task) => both(task).forecast(task), suits: suited };
    },
    explain: (task) => explained(tft, windowShown(tft, speakable(seriesOf(task, stepS))), name, task.issuedAt),
    dispose: () => tft.dispose(),
  };
}
