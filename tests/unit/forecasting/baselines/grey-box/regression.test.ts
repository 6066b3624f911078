/** The regression's rows are forecasts: with the true rates, what the gains have to explain is what the gains did. */
import { expect, test } from "vitest";
import { inputsOf } from "../../../../../forecasting/baselines/grey-box/gains.ts";
import { hoursOf, regressionOf } from "../../../../../forecasting/baselines/grey-box/regression.ts";
import { sizesOf } from "../../../../../forecasting/baselines/grey-box/sizes.ts";
import { stepOf } from "../../../../../forecasting/baselines/grey-box/two-state.ts";
import { toSeries } from "../../../../../forecasting/series.ts";
import { taskOf } from "../../../../support/forecast-tasks.ts";
import { drawnRoom, TRUE_ROOM } from "../../../../support/two-store-room.ts";

test("hours hold the mean of what came in them and the temperature at their end", () => {
  const task = taskOf({ days: 12, stepS: 900 }, { y: (_ts, i) => i, outdoorTempC: (_ts, i) => i });
  const series = toSeries(task);
  const inputs = inputsOf(series);
  if (!inputs) throw new Error("no inputs");
  const hours = hoursOf(series, inputs, 0, series.length);
  expect(hours.rows).toBe(12 * 24);
  expect(hours.measured[3]).toBe(15);
  expect(hours.came[3 * hours.width + hours.width - 1]).toBe(13.5);
});

test("with the true rates the sun is found to warm the air, by half to one and a half of what it truly does: envelope and habits are much like it", () => {
  const { task } = drawnRoom(4, 60);
  const series = toSeries(task);
  const inputs = inputsOf(series);
  if (!inputs) throw new Error("no inputs");
  const regression = regressionOf(hoursOf(series, inputs, 0, series.length), stepOf(TRUE_ROOM, 1));
  expect(regression.rows).toBeGreaterThan(1_400);
  const { sizes } = sizesOf(
    regression,
    inputs.gains.map((g) => g.warms),
  );
  expect(sizes[0]).toBeGreaterThan(0.2);
  expect(sizes[0]).toBeLessThan(0.6);
});
