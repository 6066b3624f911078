/** The last value stays. */
import { expect, test } from "vitest";
import { P10, P50, P90 } from "#domain";
import { persistence } from "../../../../forecasting/baselines/persistence.ts";
import { taskOf } from "../../../support/forecast-tasks.ts";

test("the median is the last value, also over a gap that ends the history", () => {
  const medians = (task: Parameters<typeof persistence.forecast>[0]) =>
    new Set(persistence.forecast(task).quantiles.map((q) => q[P50]));
  expect(medians(taskOf({ days: 5 }, { y: (_ts, i) => i % 50 }))).toEqual(new Set([479 % 50]));
  expect(medians(taskOf({ days: 5 }, { y: (_ts, i) => (i > 460 ? Number.NaN : i % 50) }))).toEqual(new Set([460 % 50]));
});

test("a ramp of 1 an hour is missed by the lead, and the band has learned that", () => {
  const forecast = persistence.forecast(taskOf({ days: 5, stepS: 3600 }, { y: (_ts, i) => i }));
  const last = 119;
  forecast.quantiles.forEach((q, i) => {
    expect(q[P50]).toBe(Math.min(90, last));
    expect(q[P10]).toBe(q[P50]);
    expect(q[P90]).toBe(Math.min(90, last + i + 1));
  });
});
