import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import { PERIODS, periodOf } from "../../../../bin/boptest/periods.ts";

/** 60 days by the hour: 10 °C, but for a cold day 20 and a warm day 40. */
const frame = makeFrame(0, 3_600, [
  ["outdoorTempC", Float64Array.from({ length: 60 * 24 + 1 }, (_, i) => ({ 20: -15, 40: 30 })[Math.floor(i / 24)] ?? 10)],
]);

test("a week before and after the day in question", () => {
  expect(periodOf("peak_heat_day", frame)).toEqual({ startS: 13 * 86_400, endS: 27 * 86_400 });
  expect(periodOf("peak_cool_day", frame)).toEqual({ startS: 33 * 86_400, endS: 47 * 86_400 });
});

test("every period lies inside the weather", () => {
  for (const period of PERIODS) {
    const { startS, endS } = periodOf(period, frame);
    expect(startS).toBeGreaterThanOrEqual(0);
    expect(endS).toBeLessThanOrEqual(60 * 86_400);
  }
});
