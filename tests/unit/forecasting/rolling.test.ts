/** The out-of-sample pass: origins, errors by lead, and a model that never sees what it is judged on. */
import { expect, test } from "vitest";
import type { PathModel } from "../../../forecasting/path.ts";
import { roll } from "../../../forecasting/rolling.ts";
import { toSeries } from "../../../forecasting/series.ts";
import { SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const HOUR = 3_600_000;
const series = toSeries(taskOf({ days: 40, stepS: 900 }, { y: (_ts, i) => i }));

/** Says the number of rows that it has learned from, and asserts that it is never asked about a row that it has learned. */
function counting(fits: number[]): PathModel {
  return {
    name: "counting",
    needsS: 6 * 86_400,
    pathNeedsS: 5 * 86_400,
    refitS: 86_400,
    learner: () => (endRow) => {
      fits.push(endRow);
      return (_series, origin, out) => {
        expect(origin + 1).toBeGreaterThanOrEqual(endRow);
        out.fill(endRow);
      };
    },
  };
}

test("goes over the last four weeks hour by hour, refitting daily, and ends with a fit to everything", () => {
  const fits: number[] = [];
  const { origins, originTs, paths, errors } = roll(counting(fits), series);
  expect(origins.length).toBe(28 * 24 + 1);
  expect(origins.at(-1)).toBe(series.length - 1);
  expect(originTs.at(-1)).toBe(SOME_THURSDAY);
  expect((originTs[1] ?? 0) - (originTs[0] ?? 0)).toBe(HOUR);
  expect(fits.length).toBe(30);
  expect(fits.at(-1)).toBe(series.length);
  expect([...fits].sort((a, b) => a - b)).toEqual(fits);
  // Origin k = 0 learned up to itself; its error at lead h is (origin + h) - (origin + 1).
  expect(paths[0]).toBe((origins[0] ?? 0) + 1);
  expect(errors[9 * origins.length]).toBe(9);
});

test("errors that lie in the future are gaps", () => {
  const { origins, errors, horizon } = roll(counting([]), series);
  const n = origins.length;
  expect(errors[n - 1]).toBeNaN();
  expect(errors[(horizon - 1) * n + n - 24]).toBeNaN();
  expect(errors[(horizon - 1) * n + n - 25]).not.toBeNaN();
});

test("a short history gives few origins or none", () => {
  const short = toSeries(taskOf({ days: 5 }, { y: (_ts, i) => i }));
  expect(roll(counting([]), short).origins.length).toBe(1);
  expect(roll(counting([]), toSeries(taskOf({ days: 4 }, { y: () => 1 }))).origins.length).toBe(0);
});
