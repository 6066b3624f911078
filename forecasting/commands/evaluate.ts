/** Judges forecasters on measured series by rolling-origin backtests, beside all baselines. */
import { type ForecastSource, rowTs, stream } from "#domain";
import { suits } from "../banded.ts";
import { BASELINES, GREY_BLEND, greyBox } from "../baselines/index.ts";
import { CALIBRATIONS, type Calibration, type Judged, judge } from "../evaluation/judge.ts";
import { type MeasuredSeries, partsOf } from "../evaluation/measured.ts";
import { issueTimesIn, speak, taskOf, type Weather } from "../evaluation/speak.ts";
import { type Line, summarise } from "../evaluation/summary.ts";
import { blended } from "../uncertainty/blend.ts";

export interface JudgeInput {
  /** Judged beside the baselines. */
  readonly sources?: readonly ForecastSource[] | undefined;
  /** Days of history handed to each forecast. Default 42. */
  readonly historyDays?: number | undefined;
  /** Hours between issue times. Default 7: prime to 24, so that all hours of the day get their turn. */
  readonly everyH?: number | undefined;
  /** What is known of the weather ahead. Default `measured`: an upper bound of what a weather forecast can give. */
  readonly weather?: Weather | undefined;
  /** Share done, 0..1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface EvaluateInput extends JudgeInput {
  /** Of the bootstrap over buildings. */
  readonly seed?: number | undefined;
}

const RELEARN_S = 14 * 86_400;
/** Issue times before the judged ones, from which calibrations learn, s. */
const CALIBRATION_S = 56 * 86_400;

/** All sources on one series; the last 40 % of it are judged. */
export function judgeSeries(
  series: MeasuredSeries,
  { sources = [], historyDays = 42, everyH = 7, weather = "measured", onProgress }: JudgeInput = {},
): Judged {
  const { frame } = series;
  const parts = partsOf(frame.length);
  const from = Math.max(parts.calibrationFrom, parts.testFrom - CALIBRATION_S / frame.stepS);
  const plan = {
    issueTimes: issueTimesIn(series, from, frame.length, everyH * 3600),
    ...{ historyS: historyDays * 86_400, relearnS: RELEARN_S, weather },
  };
  const grey = suits(greyBox, taskOf(series, rowTs(frame, frame.length - 1), plan.historyS, weather)) ? [greyBox] : [];
  const all = [...BASELINES, ...grey, ...sources];
  const said = all.map((source, i) => {
    const cases = speak(source, series, plan);
    onProgress?.((i + 1) / all.length);
    return cases;
  });
  const parents = said.filter((cases) => GREY_BLEND.split(" + ").includes(cases.model));
  return judge(series, grey.length > 0 ? [...said, blended(GREY_BLEND, parents)] : said);
}

/** Table lines over all series, by calibration: skill against the best naive baseline with its 95 % interval over buildings, coverage, width. */
export function evaluate(
  series: readonly MeasuredSeries[],
  { seed = 1, onProgress, ...input }: EvaluateInput = {},
): Readonly<Record<Calibration, readonly Line[]>> {
  const judged = series.map((one, i) =>
    judgeSeries(one, { ...input, onProgress: (share) => onProgress?.((i + share) / series.length) }),
  );
  return linesOf(judged, seed);
}

/** The same from series that were judged elsewhere, e.g. in threads. */
export function linesOf(judged: readonly Judged[], seed: number): Readonly<Record<Calibration, readonly Line[]>> {
  const entries = CALIBRATIONS.map((c) => [
    c,
    summarise(
      judged.flatMap((j) => j[c]),
      stream(seed, "bootstrap"),
    ),
  ]);
  return Object.fromEntries(entries) as Record<Calibration, readonly Line[]>;
}
