/** The inputs of the forecasters that ship with the project, by name: what a window shows of a series. */
import type { TftConfig } from "../tft/config.ts";

/** What is forecast: decides floors of scale, and is shown to the network. */
export type TargetKind = "temperature" | "heat" | "electricity";

/** Numbers per window. The first three say what kind the target is. */
export const STATICS = ["isTemperature", "isHeat", "isElectricity", "spread", "offset", "level", "outdoorMean"] as const;

/** Known up to the issue time: the target, and the other signal of the building (heat for a temperature, and the reverse). */
export const OBSERVED = ["y", "other"] as const;

/** Covariates in their own units, °C and W/m²; missing where nobody measures or forecasts them. */
export const COVARIATES = ["outdoorTempC", "globalIrradianceWPerM2", "setpointC"] as const;
export type CovariateName = (typeof COVARIATES)[number];

/**
 * Known ahead: local calendar, covariates, the target at the same hour one day and one week before, its mean at this hour
 * over days of the same kind, and at this hour of the week over four weeks.
 */
export const KNOWN = [
  ...(["hourSin", "hourCos", "weekend"] as const),
  ...COVARIATES,
  ...(["dayBefore", "weekBefore", "similarDays", "usualWeek"] as const),
] as const;

/** The inputs as a TFT is configured with them. */
export const INPUTS = { statics: STATICS, observed: OBSERVED, known: KNOWN } satisfies Partial<TftConfig>;

/** Counted up whenever a checkpoint of before could no longer be used. */
export const SCHEMA_VERSION = 2;
