/** Readings that carry their number in time and value, so that a test can tell which are there and that they are whole. */
import type { Point, Reading } from "#domain";

const POINTS = 3;

/** Time of reading 0, UTC ms; reading n comes n seconds later. */
export const NUMBERED_T0 = Date.UTC(2026, 0, 1);

/** The point of reading n: they take turns. */
export const numberedPoint = (n: number): Point => ({
  building: "house",
  zone: "room",
  signal: "co2Ppm",
  source: `test:${n % POINTS}`,
});

export const NUMBERED_POINTS = Array.from({ length: POINTS }, (_, n) => numberedPoint(n));

export function numberedReading(n: number): Reading {
  const ts = NUMBERED_T0 + n * 1000;
  return { ...numberedPoint(n), ts, receivedAt: ts, value: n / 8, quality: "good" };
}

/** The number of the reading at `ts`. */
export const numberAt = (ts: number): number => (ts - NUMBERED_T0) / 1000;
