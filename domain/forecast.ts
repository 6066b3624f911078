/** A forecast as issued, and what came of it. */
import { z } from "zod";
import { slugSchema } from "./building.ts";
import { sourceSchema, tsSchema } from "./reading.ts";
import { signalIdSchema } from "./signals.ts";

/** The quantiles that every forecast carries, ascending. */
export const QUANTILE_LEVELS = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98] as const;
export const P10 = 1;
export const P50 = 3;
export const P90 = 5;

/** Lead times by which forecasts are judged on the pages: 1, 6, 12 and 24 h, s. */
export const JUDGED_LEADS_S = [3_600, 21_600, 43_200, 86_400] as const;

/** Step and horizon of a forecast: 15 min, 24 h. */
export const FORECAST_STEP_S = 900;
export const FORECAST_HORIZON_S = 86_400;

/** How one candidate did in the backtest on this very series. */
export const candidateSchema = z.strictObject({
  model: z.string().max(60),
  /** Mean absolute error over all leads, in the forecast's unit. NaN does not cross JSON: null = could not be run. */
  mae: z.number().nullable(),
  /** Mean pinball loss over all leads and levels, in the forecast's unit. */
  pinball: z.number().nullable(),
  /** Why it could not be run. */
  problem: z.string().max(200).optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const forecastSchema = z.strictObject({
  issuedAt: tsSchema,
  /** The name of the model that made it, e.g. `ridge-arx`. */
  model: z.string().min(1).max(60),
  building: slugSchema,
  zone: slugSchema,
  /** A cumulated signal is forecast as its mean power over each step, W (gas volume: m³/h). */
  signal: signalIdSchema,
  source: sourceSchema,
  /** `live`: issued when it says. `hindcast`: computed later from nothing but the data up to `issuedAt`. */
  origin: z.enum(["live", "hindcast"]),
  /** Seconds after `issuedAt`, ascending, each a multiple of the step. Values are at (or, for means, up to) that time. */
  leadS: z.array(z.int().positive()).min(1).max(400),
  /** `quantiles[i][j]`: level `QUANTILE_LEVELS[j]` at lead i, ascending in j. */
  quantiles: z.array(z.array(z.number()).length(QUANTILE_LEVELS.length)),
  /** The backtest that chose the model: all candidates, best first. */
  candidates: z.array(candidateSchema).max(20),
});
export type Forecast = z.infer<typeof forecastSchema>;

const inputShareSchema = z.strictObject({ input: z.string().max(60), share: z.number().min(0).max(1.001) });
export type InputShare = z.infer<typeof inputShareSchema>;

/** What counted in a network for one forecast. The shares of a list sum to one, greatest first; missing inputs have none. */
export const explanationSchema = z.strictObject({
  /** The network that was asked. */
  model: z.string().min(1).max(60),
  issuedAt: tsSchema,
  /** By input of the hours behind, mean over them. */
  past: z.array(inputShareSchema).max(40),
  /** By input of the hours ahead, mean over them. */
  ahead: z.array(inputShareSchema).max(40),
  /** By number that describes the whole window. */
  statics: z.array(inputShareSchema).max(40),
  /** How much each hour of the window was looked at, mean over the horizon, oldest first; sums to one. */
  attention: z.array(z.number().min(0).max(1.001)).max(1_000),
  /** So many of them lie before the issue time, the others after it. */
  hoursBack: z.int().nonnegative(),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** What one forecast said for one lead, and what then was measured. */
export const scoreSchema = z.strictObject({
  building: slugSchema,
  zone: slugSchema,
  signal: signalIdSchema,
  source: sourceSchema,
  model: z.string(),
  origin: z.enum(["live", "hindcast"]),
  issuedAt: tsSchema,
  leadS: z.int().positive(),
  predicted: z.number(),
  p10: z.number(),
  p90: z.number(),
  actual: z.number(),
  /** What persistence said at the same issue time: the baseline beside every accuracy figure. */
  persistence: z.number(),
});
export type Score = z.infer<typeof scoreSchema>;
