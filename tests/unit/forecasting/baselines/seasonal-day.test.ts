/** Yesterday's value at the same time on the wall clock: exact on a daily sine, and on days when the clocks change. */
import { describe, expect, test } from "vitest";
import { P50, QUANTILE_LEVELS } from "#domain";
import { seasonalDay } from "../../../../forecasting/baselines/seasonal-day.ts";
import { utcOffsetMs } from "../../../../forecasting/wall-clock.ts";
import { hourUtc, taskOf } from "../../../support/forecast-tasks.ts";

test("a sine of one day is forecast without error and without width", () => {
  const sine = (ts: number) => 20 + 3 * Math.sin((2 * Math.PI * hourUtc(ts)) / 24);
  const task = taskOf({ days: 7 }, { y: sine });
  const forecast = seasonalDay.forecast(task);
  forecast.leadS.forEach((leadS, i) => {
    const actual = sine(task.issuedAt + leadS * 1000);
    for (let j = 0; j < QUANTILE_LEVELS.length; j++) expect(forecast.quantiles[i]?.[j]).toBeCloseTo(actual, 9);
  });
});

describe("in Berlin, where people live by the wall clock", () => {
  const localHour = (ts: number) => ((ts + utcOffsetMs("Europe/Berlin", ts)) % 86_400_000) / 3_600_000;
  const load = (ts: number) => (localHour(ts) >= 7 && localHour(ts) < 18 ? 1000 : 100);
  test.each([
    ["on a usual day", "2024-03-20T05:00Z"],
    ["on the evening before the clocks go forward", "2024-03-30T20:00Z"],
    ["on the morning after the clocks went forward", "2024-03-31T04:00Z"],
    ["on the day after", "2024-04-01T04:00Z"],
    ["on the evening before the clocks go back", "2024-10-26T20:00Z"],
    ["on the morning after the clocks went back", "2024-10-27T04:00Z"],
  ])("%s a schedule is met to the quarter of an hour", (_when, issuedAt) => {
    const task = taskOf(
      { days: 10, issuedAt: Date.parse(issuedAt), timeZone: "Europe/Berlin", signal: "electricPowerW" },
      { y: load },
    );
    const forecast = seasonalDay.forecast(task);
    const medians = forecast.quantiles.map((q) => q[P50]);
    expect(medians).toEqual(forecast.leadS.map((leadS) => load(task.issuedAt + leadS * 1000)));
  });
});

test("over a gap it goes back another day", () => {
  const task = taskOf(
    { days: 7, stepS: 3600 },
    { y: (ts, i) => (i >= 7 * 24 - 12 && i < 7 * 24 - 6 ? Number.NaN : hourUtc(ts)) },
  );
  const forecast = seasonalDay.forecast(task);
  // Carrying bridges the first two hours of the gap; from the third on, the day before speaks.
  const expected = forecast.leadS.map((leadS) => hourUtc(task.issuedAt + leadS * 1000));
  forecast.quantiles.forEach((q, i) => {
    const carried = i === 12 || i === 13;
    if (!carried) expect(q[P50]).toBe(expected[i]);
  });
});
