/** What cannot be is not predicted. */
import { expect, test } from "vitest";
import { limitsFor } from "../../../forecasting/limits.ts";

const INF = Number.POSITIVE_INFINITY;
const positive = Float64Array.of(0, 5, Number.NaN);
const negative = Float64Array.of(-1, 5);

test.each([
  ["electricPowerW", positive, { min: 0, max: 1e8 }],
  ["electricPowerW", negative, { min: -INF, max: 1e8 }],
  ["globalIrradianceWPerM2", positive, { min: 0, max: 1600 }],
  // A counter is forecast as its rate: the counter's own range says nothing about that.
  ["electricEnergyWh", positive, { min: 0, max: INF }],
  ["electricEnergyWh", negative, { min: -INF, max: INF }],
  ["airTempC", positive, { min: -60, max: 90 }],
  ["relativeHumidityPct", positive, { min: 0, max: 100 }],
] as const)("%s", (signal, history, limits) => {
  expect(limitsFor(signal, history)).toEqual(limits);
});
