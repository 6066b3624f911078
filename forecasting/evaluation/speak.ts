/** Lets a source forecast a measured series at many issue times, each time from nothing but what was known then. */
import { column, type ForecastSource, type ForecastTask, type Frame, isZonecastError, makeFrame, rowTs } from "#domain";
import { isLearning } from "../banded.ts";
import { type Cases, emptyCases, LEVELS } from "./cases.ts";
import type { MeasuredSeries } from "./measured.ts";

/** Covariates that somebody forecasts in practice; all others end at the issue time. */
const FORECASTABLE = new Set(["outdoorTempC", "globalIrradianceWPerM2", "directIrradianceWPerM2", "diffuseIrradianceWPerM2"]);

/**
 * - `none`: no covariates of the future.
 * - `measured`: the weather as it came stands for a forecast of it: an upper bound of what a weather forecast can give.
 */
export type Weather = "none" | "measured";

export interface SpeakPlan {
  /** Issue times (UTC ms, on the grid of the series), ascending. */
  readonly issueTimes: readonly number[];
  /** History handed in, s. */
  readonly historyS: number;
  /** A source that learns does so anew after this, s. */
  readonly relearnS: number;
  readonly weather: Weather;
}

/** Issue times `everyS` apart over rows `[from, to)` whose whole horizon lies in the series. */
export function issueTimesIn(series: MeasuredSeries, from: number, to: number, everyS: number): number[] {
  const { stepS } = series.frame;
  const last = Math.min(to, series.frame.length - series.horizonS / stepS) - 1;
  const out: number[] = [];
  for (let row = from; row <= last; row += Math.round(everyS / stepS)) out.push(rowTs(series.frame, row));
  return out;
}

const cut = (frame: Frame, from: number, to: number, keep: (name: string) => boolean): Frame =>
  makeFrame(
    rowTs(frame, from),
    frame.stepS,
    [...frame.columns].filter(([name]) => keep(name)).map(([name, values]) => [name, values.subarray(from, to)] as const),
  );

/** The task of forecasting `series` at `issuedAt`: the last `historyS` up to then, and the weather ahead if it is told. */
export function taskOf(series: MeasuredSeries, issuedAt: number, historyS: number, weather: Weather): ForecastTask {
  const { frame } = series;
  const row = Math.round((issuedAt - frame.startTs) / (frame.stepS * 1000));
  const first = Math.max(0, row + 1 - Math.round(historyS / frame.stepS));
  const ahead = Math.min(frame.length, row + 1 + Math.round(86_400 / frame.stepS));
  return {
    point: { building: series.building, zone: "whole", signal: series.signal, source: series.id.replaceAll("/", ":") },
    issuedAt,
    history: cut(frame, first, row + 1, () => true),
    ...(weather === "measured" ? { future: cut(frame, row + 1, ahead, (name) => FORECASTABLE.has(name)) } : {}),
    timeZone: series.timeZone,
    origin: "hindcast",
  };
}

/** What was measured at the leads of each case. */
export function fillActual(cases: Cases, series: MeasuredSeries): void {
  const y = column(series.frame, "y");
  const stepMs = series.frame.stepS * 1000;
  cases.issuedAt.forEach((issuedAt, k) => {
    cases.leadS.forEach((leadS, i) => {
      cases.actual[k * cases.leadS.length + i] =
        y[Math.round((issuedAt + leadS * 1000 - series.frame.startTs) / stepMs)] ?? Number.NaN;
    });
  });
}

/** All leads of `series`, s. */
export const leadsOf = ({ frame, horizonS }: MeasuredSeries): number[] =>
  Array.from({ length: horizonS / frame.stepS }, (_, i) => (i + 1) * frame.stepS);

/** The forecasts of `source`; where it had too little history its quantiles stay NaN. */
export function speak(source: ForecastSource, series: MeasuredSeries, plan: SpeakPlan): Cases {
  const leadS = leadsOf(series);
  const cases = emptyCases(source.name, plan.issueTimes, leadS);
  fillActual(cases, series);
  let speaker: Pick<ForecastSource, "forecast"> = source;
  let learnedAt = Number.NEGATIVE_INFINITY;
  plan.issueTimes.forEach((issuedAt, k) => {
    const task = taskOf(series, issuedAt, plan.historyS, plan.weather);
    try {
      if (isLearning(source) && issuedAt - learnedAt >= plan.relearnS * 1000) {
        speaker = source.learn(task);
        learnedAt = issuedAt;
      }
      const { quantiles } = speaker.forecast(task);
      leadS.forEach((_, i) => {
        cases.quantiles.set(quantiles[i] ?? [], (k * leadS.length + i) * LEVELS);
      });
    } catch (e) {
      if (!isZonecastError(e, "too-little-history")) throw e;
    }
  });
  return cases;
}
