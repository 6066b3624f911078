import { expect, test } from "vitest";
import { stream } from "#domain";
import { learnImputer, learnSeries, shifted, withCovariates } from "#forecasting";

const ROWS = 24 * 400;
const random = stream(5, "impute");
/** Outdoor temperature with a year and a day in it, and heat that answers it. */
const outdoor = Float64Array.from(
  { length: ROWS },
  (_, i) => 10 - 8 * Math.cos((2 * Math.PI * i) / 8766) - 3 * Math.cos((2 * Math.PI * (i % 24)) / 24) + 2 * random.normal(),
);
const heat = outdoor.map((t) => 1000 * Math.max(0, 18 - t));
const series = learnSeries({
  ...{ id: "a", building: "a", kind: "heat", startTs: 0, stepS: 3600, timeZone: "UTC", y: heat },
  covariates: { outdoorTempC: outdoor },
});

test("a covariate is recovered to within its noise from calendar and target; the spread says how far", () => {
  const imputer = learnImputer("outdoorTempC", [{ series, to: 24 * 300 }]);
  const values = imputer.fill(series);
  let error = 0;
  for (let i = 24 * 300; i < ROWS; i++) error += ((values[i] ?? 0) - (outdoor[i] ?? 0)) ** 2;
  expect(Math.sqrt(error / (ROWS - 24 * 300))).toBeLessThan(3);
  for (const s of imputer.spread) {
    expect(s).toBeGreaterThan(1);
    expect(s).toBeLessThan(3);
  }
  const moved = shifted(imputer, series, 1);
  expect(moved[100]! - values[100]!).toBeGreaterThan(1);
});

test("a series takes other values for a covariate and keeps the rest", () => {
  const other = withCovariates(series, { outdoorTempC: new Float32Array(ROWS) });
  expect(other.covariates.outdoorTempC[5]).toBe(0);
  expect(other.y).toBe(series.y);
});
