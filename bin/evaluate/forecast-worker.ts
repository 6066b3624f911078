/** Judges all baselines on one measured series. */
import { BASELINES, issueTimesIn, type Judged, judge, type MeasuredSeries, partsOf, speak, type Weather } from "#forecasting";
import { answerJobs } from "./answering.ts";

export interface ForecastJob {
  readonly series: MeasuredSeries;
  readonly weather: Weather;
  readonly historyS: number;
  /** Seconds between issue times. */
  readonly everyS: number;
}

const RELEARN_S = 14 * 86_400;
/** Issue times before the judged ones, from which calibrations learn, s. */
const CALIBRATION_S = 56 * 86_400;

function run({ series, weather, historyS, everyS }: ForecastJob, told: (share: number) => void): Judged {
  const { frame } = series;
  const parts = partsOf(frame.length);
  const from = Math.max(parts.calibrationFrom, parts.testFrom - CALIBRATION_S / frame.stepS);
  const plan = { issueTimes: issueTimesIn(series, from, frame.length, everyS), historyS, relearnS: RELEARN_S, weather };
  return judge(
    series,
    BASELINES.map((source, i) => {
      const cases = speak(source, series, plan);
      told((i + 1) / BASELINES.length);
      return cases;
    }),
  );
}

answerJobs<ForecastJob, Judged>(({ series }) => series.id, run);
