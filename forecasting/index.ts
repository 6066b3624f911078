/** The door of forecasting: sources of forecasts, the chooser among them, and how they are judged. */
export { type Backtest, backtest, backtestOrigins } from "./backtest.ts";
export type { Learned, LearningSource } from "./banded.ts";
export { BASELINES } from "./baselines/index.ts";
export { type ChooserOptions, createChooser } from "./chooser.ts";
export { framedUntil, hindcast, taskAt } from "./hindcast.ts";
export * from "./metrics.ts";
export { scoreForecast, valueAt } from "./score.ts";
export { utcOffsetMs } from "./wall-clock.ts";
