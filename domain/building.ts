/** Who is where: sites, buildings and zones as everybody names them. The physics of a building lives in `sim/`. */
import { z } from "zod";

/** Identifier of a building or zone: lower-case words joined by single hyphens, at most 64 characters. */
export const slugSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters and digits joined by single hyphens");

/** The zone id of points that belong to the building as a whole: weather, main meters. */
export const WHOLE_BUILDING = "whole";

/** The building id of devices that nobody has placed yet. */
export const INBOX = "inbox";

/** A slug made from any text; empty text, or text without a letter or digit, gives `fallback`. */
export function toSlug(text: string, fallback = "unnamed"): string {
  const slug = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? fallback : slug;
}

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export const zoneSchema = z.strictObject({
  id: slugSchema,
  name: z.string().min(1).max(120),
  /** Net floor area. */
  floorAreaM2: z.number().positive().max(1e6).optional(),
});
export type Zone = z.infer<typeof zoneSchema>;

/** Name of a trained model in the data folder: the id of the job that trained it, or what somebody called it. */
export const modelIdSchema = z.string().regex(/^[a-z0-9-]{1,60}$/, "must be the id of a training job");

export const buildingSchema = z.strictObject({
  id: slugSchema,
  name: z.string().min(1).max(120),
  /** IANA time zone; days and hours of the building are counted in it. */
  timeZone: z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin"),
  latitudeDeg: z.number().min(-90).max(90),
  longitudeDeg: z.number().min(-180).max(180),
  zones: z.array(zoneSchema).max(10_000),
  /** `simulated`: no such building stands anywhere. `replayed`: measured, but some time ago. */
  origin: z.enum(["real", "simulated", "replayed"]),
  /** Commands reach its devices only when an operator has switched this on. */
  actuation: z.boolean(),
  /** Competes for the live forecasts, beside the model that ships. */
  forecastModel: modelIdSchema.optional(),
});
export type Building = z.infer<typeof buildingSchema>;
