/** Data sets: from a plan to buildings, series and what is said of them. Yields numbers and words, writes nothing. */
export { cardOf, citationOf } from "./card.ts";
export { type Column, SERIES_COLUMNS, seriesColumns, WEATHER_MEANS, WEATHER_TABLE_COLUMNS, WEATHER_VALUES } from "./columns.ts";
export { FEATURES } from "./features.ts";
export { type FleetBuilding, fleetOf, modelOf, type ReadModel, SPLITS } from "./fleet.ts";
export {
  type BuildingRecord,
  belongs,
  DATASET_FORMAT,
  type FileRecord,
  type Manifest,
  manifestOf,
  recordOf,
  type ShardRecord,
  shardRecordSchema,
} from "./manifest.ts";
export { EXAMPLE_PLAN, NAMED_PLANS, namedPlan } from "./named-plans.ts";
export { type DatasetPlan, type DatasetPlanInput, parseDatasetPlan, weatherId, wholeReasons } from "./plan.ts";
export { qualityOf } from "./quality-figures.ts";
export type { BuildingSeries } from "./series.ts";
export { type SeriesValues, seriesTable } from "./series-table.ts";
export { type Shard, shardsOf } from "./shards.ts";
export { simulateBuilding } from "./simulate-building.ts";
export { type PlanFiles, type SimulatedBuilding, simulatePlan } from "./simulate-plan.ts";
export { outputWeather, type ReadWeather, type Weather, weatherOf } from "./weather-set.ts";
export { createWeatherTables, type WeatherTables } from "./weather-tables.ts";
