/** The door of forecasting: sources of forecasts, the chooser among them, and how they are judged. */

export { adaptive } from "./adaptive.ts";
export { aggregatedLead } from "./aggregated.ts";
export { type Backtest, backtest, backtestOrigins } from "./backtest.ts";
export type { Learned, LearningSource } from "./banded.ts";
export { allBaselines, BASELINES } from "./baselines/index.ts";
export {
  type Adapter,
  adapted,
  type Checkpoint,
  loadAdapter,
  loadCheckpoint,
  type Provenance,
  saveAdapter,
  saveCheckpoint,
} from "./checkpoint.ts";
export { type Chooser, type ChooserOptions, createChooser } from "./chooser.ts";
export * from "./commands/index.ts";
export {
  type AdaptiveOptions,
  adaptiveLead,
  type CalibrationCase,
  conformityScores,
  correction,
  cqrCorrections,
  widened,
} from "./conformal.ts";
export * from "./evaluation/index.ts";
export { inspect } from "./health.ts";
export { framedUntil, hindcast, taskAt } from "./hindcast.ts";
export * from "./metrics.ts";
export { type Imputer, learnImputer, shifted, withCovariates } from "./missing/impute.ts";
export { robustChoice } from "./missing/robust.ts";
export { type Cloud, sinkhornDistance, spearman } from "./optimal-transport.ts";
export { applyHead, fitProbe, type ProbeData, type ProbeFit, type ProbeOptions } from "./probe.ts";
export * from "./response/index.ts";
export { scoreForecast, valueAt } from "./score.ts";
export type { WindowBatch } from "./tft/batch.ts";
export { type TftConfig, tftConfig } from "./tft/config.ts";
export { isTrainable, type Parameter, parameterLayout, type Trainable } from "./tft/layout.ts";
export type { TftRuntime } from "./tft/open.ts";
export type { RuntimeOptions } from "./tft/runtime.ts";
export { type TftSource, type TftSourceOptions, tftSource } from "./tft/source.ts";
export { startTft } from "./tft/start.ts";
export type { Gradients, Interpretation, Tft } from "./tft/tft.ts";
export type { EpochReport, TrainedState, TrainProgress } from "./train/messages.ts";
export { type TrainPlan, trainPlan } from "./train/plan.ts";
export { type TrainOptions, type TrainResult, trainTogether } from "./train/together.ts";
export { createTrainer, type Trainer, type TrainerOptions } from "./train/trainer.ts";
export * from "./transfer/index.ts";
export { blended } from "./uncertainty/blend.ts";
export { utcOffsetMs } from "./wall-clock.ts";
export { type AssembledBatch, assemble, type SensorDropout, type WindowAt } from "./windows/assemble.ts";
export { scaledAhead, unscaled } from "./windows/scaling.ts";
export { INPUTS, SCHEMA_VERSION, type TargetKind } from "./windows/schema.ts";
export { type LearnSeries, type LearnSeriesInput, learnSeries } from "./windows/series.ts";
export { type BuildingSplit, fullRange, type RowRange, splitBuildings, splitByTime, windowsOf } from "./windows/split.ts";
