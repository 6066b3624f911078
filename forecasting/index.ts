/** The door of forecasting: sources of forecasts, the chooser among them, and how they are judged. */

export { adaptive } from "./adaptive.ts";
export { type Backtest, backtest, backtestOrigins } from "./backtest.ts";
export type { Learned, LearningSource } from "./banded.ts";
export { BASELINES } from "./baselines/index.ts";
export { type ChooserOptions, createChooser } from "./chooser.ts";
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
export { framedUntil, hindcast, taskAt } from "./hindcast.ts";
export * from "./metrics.ts";
export { scoreForecast, valueAt } from "./score.ts";
export { utcOffsetMs } from "./wall-clock.ts";
export * from "./response/index.ts";
