/** Judges all baselines on one measured series. */
import { parentPort } from "node:worker_threads";
import { errorLine, isZonecastError, ZonecastError } from "#domain";
import { BASELINES, issueTimesIn, type Judged, judge, type MeasuredSeries, partsOf, speak, type Weather } from "#forecasting";
import type { PoolAnswer } from "./pool.ts";

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

const port = parentPort;
if (!port) throw new ZonecastError("bug", "forecast-worker must be started as a thread");

function run({ series, weather, historyS, everyS }: ForecastJob): Judged {
  const { frame } = series;
  const parts = partsOf(frame.length);
  const from = Math.max(parts.calibrationFrom, parts.testFrom - CALIBRATION_S / frame.stepS);
  const plan = { issueTimes: issueTimesIn(series, from, frame.length, everyS), historyS, relearnS: RELEARN_S, weather };
  return judge(
    series,
    BASELINES.map((source, i) => {
      const cases = speak(source, series, plan);
      answer({ progress: (i + 1) / BASELINES.length });
      return cases;
    }),
  );
}

const answer = (message: PoolAnswer<Judged>): void => port.postMessage(message);

port.on("message", (job: ForecastJob) => {
  try {
    answer({ result: run(job) });
  } catch (e) {
    answer({ problem: { code: isZonecastError(e) ? e.code : "bug", message: `${job.series.id}: ${errorLine(e)}` } });
  }
});
