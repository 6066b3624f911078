/** Judges all baselines on one measured series. */
import { type Judged, judgeSeries, type MeasuredSeries, type Weather } from "#forecasting";
import { answerJobs } from "./answering.ts";

export interface ForecastJob {
  readonly series: MeasuredSeries;
  readonly weather: Weather;
  readonly historyDays: number;
  /** Hours between issue times. */
  readonly everyH: number;
}

answerJobs<ForecastJob, Judged>(
  ({ series }) => series.id,
  ({ series, ...input }, onProgress) => judgeSeries(series, { ...input, onProgress }),
);
