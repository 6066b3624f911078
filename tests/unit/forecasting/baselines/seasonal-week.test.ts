/** Last week's value at the same time on the wall clock. */
import { expect, test } from "vitest";
import { P50 } from "#domain";
import { seasonalWeek } from "../../../../forecasting/baselines/seasonal-week.ts";
import { utcOffsetMs } from "../../../../forecasting/wall-clock.ts";
import { taskOf } from "../../../support/forecast-tasks.ts";

test("a weekly schedule is met exactly, across the end of summer time too", () => {
  const local = (ts: number) => ts + utcOffsetMs("Europe/Berlin", ts);
  const load = (ts: number) => {
    const day = Math.floor(local(ts) / 86_400_000) % 7;
    const hour = (local(ts) % 86_400_000) / 3_600_000;
    return day !== 2 && day !== 3 && hour >= 8 && hour < 17 ? 5000 + 100 * day : 300;
  };
  for (const issuedAt of ["2024-06-14T16:00Z", "2024-10-25T16:00Z", "2024-10-28T05:00Z"].map((t) => Date.parse(t))) {
    const task = taskOf({ days: 21, issuedAt, timeZone: "Europe/Berlin", signal: "electricPowerW" }, { y: load });
    const forecast = seasonalWeek.forecast(task);
    expect(forecast.quantiles.map((q) => q[P50])).toEqual(forecast.leadS.map((s) => load(issuedAt + s * 1000)));
  }
});

test("needs more than a week", () => {
  expect(() => seasonalWeek.forecast(taskOf({ days: 8 }, { y: () => 1 }))).toThrowError(/needs 10.0 days, there are 8.0/);
});
