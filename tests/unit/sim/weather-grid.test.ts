import { expect, test } from "vitest";
import { column, makeFrame } from "#domain";
import { onGrid } from "../../../sim/weather-grid.ts";

const hourly = makeFrame(0, 3600, [
  ["outdoorTempC", Float64Array.of(0, 6, 12)],
  ["skyTempC", Float64Array.of(-10, -10, -10)],
  ["directNormalWPerM2", Float64Array.of(0, 100, 300)],
  ["diffuseHorizontalWPerM2", Float64Array.of(0, 50, 60)],
  ["globalIrradianceWPerM2", Float64Array.of(0, 70, 90)],
  ["windSpeedMPerS", Float64Array.of(2, 3, 5)],
]);

test("states run straight between the rows, means hold over the interval that ends at their row", () => {
  const fine = onGrid(hourly, 1200);
  expect(Array.from(column(fine, "outdoorTempC"))).toEqual([0, 2, 4, 6, 8, 10, 12]);
  expect(Array.from(column(fine, "directNormalWPerM2"))).toEqual([0, 100, 100, 100, 300, 300, 300]);
});

test("going back to the old step gives the old rows: nothing is lost or made", () => {
  const back = onGrid(onGrid(hourly, 300), 3600);
  for (const [name, values] of hourly.columns)
    column(back, name).forEach((v, i) => void expect(v).toBeCloseTo(values[i] ?? Number.NaN, 9));
});

test("steps that do not fit are refused", () => {
  expect(() => onGrid(hourly, 1000)).toThrowError(/does not fit/);
});
