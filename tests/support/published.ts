/** What other programs may rely on in the messages that Zonecast publishes, as schemas. */
import { z } from "zod";

const hundredths = z.number().refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, "has more than two decimals");

export const publishedStateSchema = z.strictObject({
  ts: z.iso.datetime(),
  quality: z.enum(["good", "stale"]),
  t_air: hundredths.optional(),
  rh: hundredths.optional(),
  co2: hundredths.optional(),
  setpoint: hundredths.optional(),
  t_air_p10: hundredths.optional(),
  t_air_p50: hundredths.optional(),
  t_air_p90: hundredths.optional(),
});

export const publishedForecastSchema = z
  .strictObject({
    schema_version: z.literal(1),
    generated_at: z.iso.datetime(),
    issued_for: z.iso.datetime(),
    model: z.string().min(1),
    unit: z.literal("°C"),
    lead_s: z.array(z.int().positive()).min(1),
    p10: z.array(hundredths),
    p50: z.array(hundredths),
    p90: z.array(hundredths),
  })
  .refine((f) => [f.p10, f.p50, f.p90].every((p) => p.length === f.lead_s.length), "lists of different lengths")
  .refine((f) => f.p50.every((p50, i) => (f.p10[i] ?? 0) <= p50 && p50 <= (f.p90[i] ?? 0)), "quantiles out of order");

/** As Home Assistant demands it of a device with MQTT sensors. */
export const publishedDiscoverySchema = z.strictObject({
  dev: z.strictObject({ ids: z.array(z.string()).length(1), name: z.string().min(1), mf: z.string(), mdl: z.string() }),
  o: z.strictObject({ name: z.literal("Zonecast"), sw: z.string().min(1), url: z.url().optional() }),
  avty: z.array(z.strictObject({ topic: z.string() })).length(1),
  cmps: z.record(
    z.string().regex(/^[A-Za-z0-9_-]+$/),
    z.strictObject({
      platform: z.literal("sensor"),
      unique_id: z.string().min(1),
      name: z.string().min(1),
      device_class: z.literal("temperature"),
      state_class: z.literal("measurement"),
      unit_of_measurement: z.literal("°C"),
      suggested_display_precision: z.int(),
      state_topic: z.string().min(1),
      value_template: z.string().startsWith("{{"),
      expire_after: z.int().positive(),
    }),
  ),
});
