/** Readings that carry their number in time and value, so that a test can tell which are there and that they are whole. */
import type { Point, Reading } from "#domain";

export const NUMBERED_POINTS: readonly Point[] = ["a", "b", "c"].map((source) => ({
  building: "house",
  zone: "room",
  signal: "co2Ppm",
  source,
}));

/** Time of reading 0, UTC ms; reading n comes n seconds later. */
export const NUMBERED_T0 = Date.UTC(2026, 0, 1);

export function numberedReading(n: number): Reading {
  const point = NUMBERED_POINTS[n % NUMBERED_POINTS.length] ?? { building: "", zone: "", signal: "co2Ppm", source: "" };
  const ts = NUMBERED_T0 + n * 1000;
  return { ...point, ts, receivedAt: ts, value: n / 8, quality: "good" };
}

/** The number of the reading at `ts`. */
export const numberAt = (ts: number): number => (ts - NUMBERED_T0) / 1000;
