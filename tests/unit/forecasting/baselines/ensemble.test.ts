/** The mean of the same hour over the last seven days. */
import { expect, test } from "vitest";
import { P50 } from "#domain";
import { persistenceEnsemble } from "../../../../forecasting/baselines/ensemble.ts";
import { taskOf } from "../../../support/forecast-tasks.ts";

test("averages seven days, and those that have a value where some have none", () => {
  const dayOf = (i: number) => Math.floor(i / 24);
  const full = persistenceEnsemble.forecast(taskOf({ days: 10, stepS: 3600 }, { y: (_ts, i) => dayOf(i) }));
  // Days 3 to 9 average to 6.
  expect(full.quantiles.map((q) => q[P50])).toEqual(new Array(24).fill(6));
  const holed = taskOf(
    { days: 10, stepS: 3600 },
    { y: (_ts, i) => (dayOf(i) === 9 && i % 24 > 10 && i % 24 < 20 ? Number.NaN : dayOf(i)) },
  );
  // The gap begins with two carried hours; then days 3 to 8 average to 5.5.
  const medians = persistenceEnsemble.forecast(holed).quantiles.map((q) => q[P50]);
  expect(medians.slice(13, 20)).toEqual(new Array(7).fill(5.5));
  expect(medians[12]).toBe(6);
});
