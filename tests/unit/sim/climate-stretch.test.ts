import { expect, test } from "vitest";
import { column, rowTs } from "#domain";
import { CLIMATE_STEP_S, climateStretch } from "../../../sim/climate-stretch.ts";
import { syntheticWeather } from "../../../sim/weather/index.ts";

const DAY_MS = 86_400_000;
const fromTs = Date.UTC(2026, 5, 1);

test("light is the mean of its quarter of an hour, temperature that of the moment", () => {
  const frame = climateStretch("central-europe", 3, fromTs, fromTs + DAY_MS);
  const fine = syntheticWeather({ climate: "central-europe", seed: 3, startTs: fromTs, stepS: 300, length: 289 });
  expect([frame.length, frame.stepS, rowTs(frame, 0)]).toEqual([97, CLIMATE_STEP_S, fromTs]);
  const [light, air] = [column(fine, "globalIrradianceWPerM2"), column(fine, "outdoorTempC")];
  expect(Math.max(...light)).toBeGreaterThan(100);
  for (const row of [20, 48, 70]) {
    const mean = (light[3 * row]! + light[3 * row - 1]! + light[3 * row - 2]!) / 3;
    expect(column(frame, "globalIrradianceWPerM2")[row]).toBeCloseTo(mean, 9);
    expect(column(frame, "outdoorTempC")[row]).toBeCloseTo(air[3 * row]!, 9);
  }
});

test("a long stretch is the short ones, one after the other", () => {
  const long = climateStretch("maritime", 1, fromTs, fromTs + 40 * DAY_MS);
  const late = climateStretch("maritime", 1, fromTs + 35 * DAY_MS, fromTs + 36 * DAY_MS);
  for (const [name, values] of late.columns)
    expect(column(long, name).slice(35 * 96, 35 * 96 + late.length), name).toEqual(values);
});
