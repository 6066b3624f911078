/** Series out of a formula, and models that have learned nothing: what tests of forecasting commands begin with. */
import { type Checkpoint, INPUTS, type MeasuredSeries, parameterLayout, series, tftConfig } from "#forecasting";
import { initialParameters } from "../../forecasting/tft/initial.ts";

/** A Monday. */
export const SOME_MONDAY = Date.UTC(2025, 0, 6);

export const hourlySeries = (id: string, days: number, value: (hour: number) => number): MeasuredSeries =>
  series({
    ...{ id, signal: "airTempC", timeZone: "Europe/Berlin", startTs: SOME_MONDAY, stepS: 3_600 },
    values: Array.from({ length: 24 * days }, (_, h) => value(h)),
    covariates: { outdoorTempC: Array.from({ length: 24 * days }, (_, h) => 5 + 4 * Math.sin((2 * Math.PI * h) / 24)) },
  });

export function untrained(hidden: 16 | 32): Checkpoint {
  const config = tftConfig({ ...INPUTS, hidden });
  return {
    config,
    parameters: initialParameters(parameterLayout(config), 3),
    ...{ weights: "float32", maxWeightError: 0, hash: "0".repeat(64) },
    provenance: {
      ...{ description: "not trained", stepS: 3600, dataHash: "", dataLicence: "", command: "", seed: 3, kernels: "simd" },
      ...{ epochs: 0, windows: 0, buildings: 0, validationPinball: null },
    },
  };
}
