/** What lies in the database: one typed row per table, the same for both engines. */

import type { Generated } from "kysely";
import type { Quality } from "#domain";

/** One measured value. Primary key (point, ts). */
export interface ReadingRow {
  point: number;
  ts: number;
  value: number;
  quality: number;
  received_at: number;
}

/** What is left of a bucket's readings. `ts` is the bucket's start; the bucket is `ts < t <= ts + length`. */
export interface RollupRow {
  point: number;
  ts: number;
  n: number;
  total: number;
  least: number;
  greatest: number;
  last_value: number;
}

export interface Database {
  building: { id: string; body: string };
  point: { id: Generated<number>; building: string; zone: string; signal: string; source: string };
  reading: ReadingRow;
  reading_15min: RollupRow;
  reading_1h: RollupRow;
  rejection: { topic: string; reason: string; detail: string; raw: string; at: number; count: number };
  /** Totals that outlive the rows they count. */
  tally: { name: string; n: number };
  forecast: {
    point: number;
    issued_at: number;
    model: string;
    origin: string;
    /** Little-endian int32, seconds. */
    leads: Uint8Array;
    /** Little-endian float64, level within lead. */
    quantiles: Uint8Array;
    candidates: string;
  };
  score: {
    point: number;
    issued_at: number;
    lead_s: number;
    model: string;
    origin: string;
    /** `issued_at` plus the lead, UTC ms. */
    target_ts: number;
    predicted: number;
    p10: number;
    p90: number;
    actual: number;
    persistence: number;
  };
  device: { id: string; body: string };
  mapping: { id: string; body: string };
  control: { kind: string; id: string; body: string };
  job: { id: string; created_at: number; body: string };
  command: { id: string; building: string; at: number; body: string };
  audit: { id: Generated<number>; at: number; who: string; action: string; subject: string; detail: string };
}

export type RollupTable = "reading_15min" | "reading_1h";

/** Length of a bucket, ms. */
export const BUCKET_MS: Readonly<Record<RollupTable, number>> = { reading_15min: 900_000, reading_1h: 3_600_000 };

/**
 * Start of the bucket that holds `ts`. A bucket includes its end, not its start, so that the mean over an interval,
 * which carries the interval's end as its time, falls into the interval that it describes.
 */
export const bucketStart = (ts: number, bucketMs: number): number => (Math.ceil(ts / bucketMs) - 1) * bucketMs;

/**
 * Qualities as stored. Retained is 0: a copy that a broker kept never replaces a measured value and never counts in
 * roll-ups and frames. The numbers are on people's disks: add, but never renumber.
 */
const QUALITY_CODES: Readonly<Record<Quality, number>> = { retained: 0, good: 1, suspect: 2, historical: 3, simulated: 4 };
const QUALITY_NAMES = new Map(Object.entries(QUALITY_CODES).map(([name, code]) => [code, name] as const));

export const qualityCode = (quality: Quality): number => QUALITY_CODES[quality];

/** The quality of a stored code; a code of a newer program reads as `suspect`. */
export function qualityName(code: number): Quality {
  const name = QUALITY_NAMES.get(code);
  return name !== undefined && isQuality(name) ? name : "suspect";
}

const isQuality = (name: string): name is Quality => Object.hasOwn(QUALITY_CODES, name);
