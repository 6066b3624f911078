import { expect, test } from "vitest";
import { column } from "#domain";
import { type GivenSeries, series } from "#forecasting";

const given: GivenSeries = {
  ...{ id: "hall", signal: "airTempC", timeZone: "Europe/Berlin", startTs: 0, stepS: 900, values: [20, Number.NaN, 21] },
  covariates: { outdoorTempC: [1, 2, 3] },
};

test("arrays become a series that stands for itself", () => {
  const made = series(given);
  expect([made.building, made.group, made.horizonS]).toEqual(["hall", "airTempC", 86_400]);
  expect([...column(made.frame, "y")]).toEqual([20, Number.NaN, 21]);
  expect([...column(made.frame, "outdoorTempC")]).toEqual([1, 2, 3]);
});

test.each([
  [{ stepS: 700 }, "a step of 700 s does not divide one hour"],
  [{ horizonS: 1000 }, "no whole number of steps"],
  [{ timeZone: "Mars/Olympus" }, "there is no time zone 'Mars/Olympus'"],
  [{ covariates: { outdoorTempC: [1] } }, "column outdoorTempC has 1 rows, the first has 3"],
])("%j is refused", (wrong, message) => {
  expect(() => series({ ...given, ...wrong })).toThrow(message);
});
