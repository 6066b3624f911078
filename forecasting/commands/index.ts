/** What the command line does with series, without its files: the same words for programs. */
export { type LearnSplit, setApart } from "./apart.ts";
export { type EvaluateInput, evaluate, type JudgeInput, judgeSeries, linesOf } from "./evaluate.ts";
export { type ExplainInput, explain } from "./explain.ts";
export { type ForecastInput, forecast } from "./forecast.ts";
export { type GivenSeries, series } from "./given.ts";
export { type ProbeInput, type ProbeReport, probe } from "./probe.ts";
export { mustTeach, rowAt, type Stand } from "./teachable.ts";
export { type TrainInput, train } from "./train.ts";
export { STEPWISE, type TransferInput, type TransferReport, transfer } from "./transfer.ts";
