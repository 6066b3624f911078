/** Error quantiles by rank, by lead and time of day, and only from what was known. */
import { describe, expect, test } from "vitest";
import { P10, P50, P90 } from "#domain";
import { conformalQuantile, errorQuantiles } from "../../../forecasting/band.ts";
import type { Rolling } from "../../../forecasting/rolling.ts";

const HOUR = 3_600_000;
const NOW = 1000 * HOUR;

/** Origins one an hour that end at NOW; the error of the origin `ageH` hours old at lead `h` hours is `error(ageH, h)`. */
function rollingOf(count: number, error: (ageH: number, h: number) => number): Rolling {
  const originTs = Float64Array.from({ length: count }, (_, k) => NOW - (count - 1 - k) * HOUR);
  return {
    origins: Int32Array.from(originTs, (_, k) => k),
    originTs,
    dayFraction: originTs.map((ts) => (ts / HOUR / 24) % 1),
    horizon: 24,
    paths: new Float64Array(count * 24),
    errors: Float64Array.from({ length: count * 24 }, (_, i) => {
      const h = Math.floor(i / count) + 1;
      const ageH = count - 1 - (i % count);
      return ageH >= h ? error(ageH, h) : Number.NaN;
    }),
    final: () => undefined,
  };
}

const nowFraction = (NOW / HOUR / 24) % 1;
const at = (q: Float64Array | undefined, h: number, j: number) => q?.[(h - 1) * 7 + j] ?? Number.NaN;

describe("the quantile of n sorted errors", () => {
  const nine = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  test("has rank tau (n + 1), with straight lines between ranks", () => {
    expect(conformalQuantile(nine, 9, 0.1)).toBe(1);
    expect(conformalQuantile(nine, 9, 0.5)).toBe(5);
    expect(conformalQuantile(nine, 9, 0.9)).toBe(9);
    expect(conformalQuantile(nine, 9, 0.25)).toBe(2.5);
  });
  test("stays with the outermost beyond them", () => {
    expect(conformalQuantile(nine, 9, 0.02)).toBe(1);
    expect(conformalQuantile(nine, 1, 0.98)).toBe(1);
  });
});

test("errors that were known at the issue time count, later ones do not", () => {
  // Errors are 1 where the target lies at or before the cut, 1000 after it.
  const cut = NOW - 48 * HOUR;
  const rolling = rollingOf(600, (ageH, h) => (NOW - ageH * HOUR + h * HOUR <= cut ? 1 : 1000));
  const q = errorQuantiles(rolling, cut, nowFraction, 3600);
  expect(Math.max(...(q ?? [Number.NaN]))).toBe(1);
});

test("errors of the same time of day count where there are enough of them", () => {
  const nightFraction = 3 / 24;
  const isNight = (ageH: number) => {
    const hour = ((NOW / HOUR - ageH) % 24) / 24;
    return Math.abs(hour - nightFraction) < 6 / 24;
  };
  const rolling = rollingOf(672, (ageH) => (isNight(ageH) ? 1 : 9) * (ageH % 2 === 0 ? 1 : -1));
  const night = errorQuantiles(rolling, NOW, nightFraction, 3600);
  const dayTime = errorQuantiles(rolling, NOW, nightFraction + 0.5, 3600);
  expect(at(night, 5, P90)).toBe(1);
  expect(at(dayTime, 5, P90)).toBe(9);
  // Two days of origins hold too few of one time of day: all count.
  const short = errorQuantiles(
    rollingOf(60, (ageH) => (isNight(ageH) ? 1 : 9)),
    NOW,
    nightFraction,
    3600,
  );
  expect(at(short, 5, P90)).toBe(9);
});

test("the path stays the median and the quantiles in order, however lopsided the errors", () => {
  const q = errorQuantiles(
    rollingOf(200, (ageH) => 5 + (ageH % 10)),
    NOW,
    nowFraction,
    3600,
  );
  for (let h = 1; h <= 24; h++) {
    expect(at(q, h, P50)).toBe(0);
    expect(at(q, h, P10)).toBe(0);
    for (let j = 1; j < 7; j++) expect(at(q, h, j)).toBeGreaterThanOrEqual(at(q, h, j - 1));
  }
});

test("leads without errors borrow the band of the last lead that has some, wider by the root of the lead", () => {
  const q = errorQuantiles(
    rollingOf(16, (ageH) => (ageH % 2 === 0 ? 3 : -3)),
    NOW,
    nowFraction,
    3600,
  );
  // 16 origins: lead 8 has 8 errors, lead 9 only 7.
  expect(at(q, 8, P90)).toBe(3);
  expect(at(q, 18, P90)).toBeCloseTo(3 * Math.sqrt(18 / 8), 12);
});

test("no error at all gives no band", () => {
  expect(
    errorQuantiles(
      rollingOf(1, () => 1),
      NOW,
      nowFraction,
      3600,
    ),
  ).toBeUndefined();
});
