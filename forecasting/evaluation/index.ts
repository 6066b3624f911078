/** How forecasters are judged on measured buildings. */
export { bootstrapMean, type Interval } from "./bootstrap.ts";
export { type SeriesLine, summariseSeries } from "./by-series.ts";
export { type Cases, casesFrom, emptyCases, LEVELS, pairedCases } from "./cases.ts";
export { CALIBRATIONS, type Calibration, type Judged, judge } from "./judge.ts";
export { type MeasuredSeries, partsOf } from "./measured.ts";
export { fillActual, issueTimesIn, leadsOf, type SpeakPlan, speak, taskOf, type Weather } from "./speak.ts";
export { type Line, NAIVE, summarise } from "./summary.ts";
export { type Scores, scoresOf, type Tally, tallyOf } from "./tally.ts";
