/** Environments: a building that somebody else steps, goes back with, and branches. */

export {
  createEnvironment,
  type Dimension,
  type Environment,
  type EnvironmentInput,
  type EnvironmentSnapshot,
  type Outcome,
  plainReward,
} from "./environment.ts";
export { createHeatedZone, type HeatedZone, type HeatedZoneState, type Heating } from "./heated-zone.ts";
export { HOUSE_IDS, type House, houseInWeather } from "./houses.ts";
export { branch, type Household, household, type Lived, type OperateOptions, operate } from "./operate.ts";
export { createPolicy, POLICY_IDS, type Policy, type PolicyId, type PolicyView } from "./policies.ts";
