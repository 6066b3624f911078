import { expect, test } from "vitest";
import { manualClock } from "#domain";
import { forecast, probe } from "#forecasting";
import { hourlySeries, SOME_MONDAY, untrained } from "../../../support/hourly-series.ts";

const daily = hourlySeries("hall", 45, (h) => 20 + 2 * Math.sin((2 * Math.PI * h) / 24) + 0.2 * Math.sin(h / 31));
const clock = manualClock(0);

test("a head learns a plain day on a frozen model, and speaks in a forecast", async () => {
  const model = untrained(16);
  const { adapter, report } = await probe(daily, { model, clock, days: 21, strideH: 3 });
  expect([report.trainedParameters, adapter.head.length, adapter.base]).toEqual([119, 119, model.hash]);
  // A window every three hours of three weeks; the newest quarter is judged on.
  expect(report.windows).toBeGreaterThan(150);
  expect(report.unseenWindows).toBe(report.windows - Math.floor(0.75 * report.windows));
  expect(report.probeMae).toBeLessThan(0.5 * report.zeroShotMae);
  expect(adapter.toTs).toBeLessThan(SOME_MONDAY + 44 * 86_400_000);

  const made = await forecast(daily, { model, adapter });
  expect(made.quantiles).toHaveLength(24);
  expect(made.candidates.map((c) => c.model)).toContain("tft-probe");
});

test("what is too short has no window", async () => {
  const short = hourlySeries("hall", 6, (h) => 20 + Math.sin(h));
  await expect(probe(short, { model: untrained(16), clock })).rejects.toThrow("hall has no window in the 28 days");
});
