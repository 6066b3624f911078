/** A measured value, the message that could not become one, and the name of the series that it belongs to. */
import { z } from "zod";
import { slugSchema } from "./building.ts";
import { type SignalId, signalIdSchema } from "./signals.ts";

/**
 * - `good`: measured and plausible.
 * - `suspect`: measured, but its time or value is doubtful (clock skew, counter glitch).
 * - `retained`: an old value that a broker kept; never a reason for an alarm or for learning.
 * - `historical`: sent late on purpose, with its own time.
 * - `simulated`: computed, not measured.
 */
export const QUALITIES = ["good", "suspect", "retained", "historical", "simulated"] as const;
export const qualitySchema = z.enum(QUALITIES);
export type Quality = z.infer<typeof qualitySchema>;

/** A device, and with `#` one endpoint of it: `z2m:0x00158d0001a2b3c4`, `tasmota:A4CF12#2`. Safe in URLs paths, logs and topics. */
export const sourceSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z0-9_.:-]+(?:#[A-Za-z0-9_.-]+)?$/, "may hold letters, digits, _ . : - and one #endpoint");

/** Milliseconds since 1970-01-01T00:00Z, whole. */
export const tsSchema = z.int().min(0).max(4_102_444_800_000);

export const readingSchema = z.strictObject({
  /** When it was measured (UTC ms). "Latest" means latest by this. */
  ts: tsSchema,
  /** When it reached us (UTC ms). */
  receivedAt: tsSchema,
  building: slugSchema,
  zone: slugSchema,
  signal: signalIdSchema,
  /** In the signal's canonical unit; finite. */
  value: z.number(),
  quality: qualitySchema,
  source: sourceSchema,
});
export type Reading = z.infer<typeof readingSchema>;

/** One series: a signal of a zone as one source sees it. Readings are unique per (point, ts). */
export interface Point {
  readonly building: string;
  readonly zone: string;
  readonly signal: SignalId;
  readonly source: string;
}

/** The point's name as one string, `building/zone/signal/source`. No part can hold a slash. */
export const pointKey = (p: Point): string => `${p.building}/${p.zone}/${p.signal}/${p.source}`;

/** Of two readings of one point, the later by measurement time; of equals, the later by arrival. */
export const isNewer = (a: { ts: number; receivedAt: number }, b: { ts: number; receivedAt: number }): boolean =>
  a.ts !== b.ts ? a.ts > b.ts : a.receivedAt >= b.receivedAt;

export const REJECTION_REASONS = [
  "unknown-topic",
  "bad-topic",
  "too-large",
  "not-utf8",
  "not-json",
  "too-deep",
  "wrong-type",
  "not-a-number",
  "out-of-range",
  "unknown-unit",
  "bad-time",
  "future-time",
  "unknown-device",
  "unsupported",
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** A message, or a part of one, that could not become a reading. Kept, counted and shown. */
export const rejectionSchema = z.strictObject({
  reason: z.enum(REJECTION_REASONS),
  /** One sentence for a person: what was wrong, and where in the message. */
  detail: z.string().max(300),
  topic: z.string().max(400),
  /** The payload as text, cut at 2,000 characters; bytes that are not UTF-8 as `\xNN`. */
  raw: z.string().max(2_000),
  at: tsSchema,
  /** How many like it (same topic and reason) this one stands for. */
  count: z.int().min(1),
});
export type Rejection = z.infer<typeof rejectionSchema>;
