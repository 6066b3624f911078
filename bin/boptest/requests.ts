/** What clients may send, checked once: JSON, or forms whose numbers are text. */
import { z } from "zod";
import { ZonecastError } from "#domain";
import { PRICES } from "./conditions.ts";
import { UNCERTAINTIES } from "./forecast-error.ts";
import { PERIODS } from "./periods.ts";

const YEAR_S = 366 * 86_400;
/** A number, or the text of one, as forms have it. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d+(\.\d+)?([eE][-+]?\d+)?\s*$/)
    .transform(Number),
]);
const seconds = number.pipe(z.number().min(0).max(YEAR_S));
const names = z.union([
  z.array(z.string().max(200)).max(1_000),
  z
    .string()
    .max(200)
    .transform((name) => [name]),
]);

/** Steps are multiples of the simulator's own, at most a week. */
export const STEP_S = 300;

export const initializeRequest = z.strictObject({ start_time: seconds, warmup_period: seconds });
export const stepRequest = z.strictObject({
  step: number.pipe(z.number().multipleOf(STEP_S, `must be a multiple of ${STEP_S} s`).min(STEP_S).max(604_800)),
});
export const advanceRequest = z.record(z.string().max(200), number.pipe(z.number()));
export const resultsRequest = z.strictObject({
  point_names: names,
  start_time: number.pipe(z.number()),
  final_time: number.pipe(z.number()),
});
export const forecastRequest = z.strictObject({
  point_names: names,
  horizon: number.pipe(
    z
      .number()
      .min(0)
      .max(14 * 86_400),
  ),
  interval: number.pipe(z.number().min(STEP_S).max(86_400)),
});
export const scenarioRequest = z.strictObject({
  electricity_price: z.enum(PRICES).nullish(),
  time_period: z.enum(PERIODS).nullish(),
  temperature_uncertainty: z.enum(UNCERTAINTIES).nullish(),
  solar_uncertainty: z.enum(UNCERTAINTIES).nullish(),
  seed: number.pipe(z.number().int().min(0).max(4_294_967_295)).nullish(),
});

/** `body` as the schema has it. Throws `bad-input` that names the first wrong field. */
export function checked<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ZonecastError("bad-input", `${issue?.path.join(".") || "body"}: ${issue?.message ?? "is not valid"}`);
}
