/** What ridge-ARX and the perceptron look at: the inputs of the published experiment, row by row. */
import { LEADS, type Operation } from "./operation.ts";

const TEMP_LAGS = [1, 2, 3, 4, 5, 6, 7, 11, 15, 23, 47, 95];
const CONTROL_LAGS = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24];
const WEATHER_LAGS = [0, 1, 3, 7];
const WEATHER_LEADS = [1, 4, 8, 12, 16];
const HOURS = [24, 12];

/** Where the plan begins, so that a plan can be changed without reading the rest anew. */
export const PLAN_FROM =
  1 + TEMP_LAGS.length + CONTROL_LAGS.length + 3 * (WEATHER_LAGS.length + WEATHER_LEADS.length) + 2 * HOURS.length;

export const FEATURES = PLAN_FROM + LEADS;

/**
 * Fills `out` with temperature now and how it came to be so, what acted before, weather that was and is to come, time of day, and
 * the plan. Lags of temperature are differences: as good to a linear model, and easier on a network.
 */
export function fillFeatures(operation: Operation, row: number, plan: Float64Array, out: Float64Array): void {
  const { airTempC, heatingShare } = operation;
  let at = 0;
  const nowC = airTempC[row]!;
  out[at++] = nowC;
  for (const lag of TEMP_LAGS) out[at++] = nowC - airTempC[row - lag]!;
  for (const lag of CONTROL_LAGS) out[at++] = heatingShare[row - lag]!;
  for (const values of [operation.outdoorTempC, operation.directWPerM2, operation.diffuseWPerM2]) {
    for (const lag of WEATHER_LAGS) out[at++] = values[row - lag]!;
    for (const lead of WEATHER_LEADS) out[at++] = values[row + lead]!;
  }
  const hour = operation.startHour + (row * operation.stepS) / 3600;
  for (const period of HOURS) {
    out[at++] = Math.sin((2 * Math.PI * hour) / period);
    out[at++] = Math.cos((2 * Math.PI * hour) / period);
  }
  out.set(plan, at);
}
