/**
 * The package: what programs use of Zonecast, in the words of its command line. Plans and simulation:
 * `plan`, `simulate`, `walkers`; forecasts: `series`, `train`, `transfer`, `probe`, `forecast`, `explain`, `evaluate`. Everything else lies in
 * `sim` and `forecasting`.
 */

export { manualClock, systemClock } from "#domain";
export * as forecasting from "#forecasting";
export {
  evaluate,
  explain,
  forecast,
  loadAdapter,
  loadCheckpoint as loadModel,
  probe,
  saveAdapter,
  saveCheckpoint as saveModel,
  series,
  train,
  transfer,
} from "#forecasting";
export * as sim from "#sim";
export { excite, parseDatasetPlan as plan, simulatePlan as simulate, WALKERS as walkers } from "#sim";
export { shippedModel as baseModel } from "./bin/forecast/inputs.ts";
export { readMeasured as readSeries } from "./bin/measured/folder.ts";
