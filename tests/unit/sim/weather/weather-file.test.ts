/** Sealing: what is told from what, and what is never guessed. */
import { expect, test } from "vitest";
import { column } from "../../../../domain/index.ts";
import { skyTempFromCloudC, skyTempFromInfraredC } from "../../../../sim/weather/long-wave.ts";
import { noBesides, sealWeather } from "../../../../sim/weather/weather-file.ts";
import { emptyWeather } from "../../../../sim/weather/weather-frame.ts";

const site = { name: "Here", latitudeDeg: 50, longitudeDeg: 0, elevationM: 1000, utcOffsetH: 0 };
const grid = { startTs: Date.UTC(2023, 5, 20, 12), stepS: 3600, length: 4 };

test("humidity from dew point, pressure from height, sky from infrared before cloud", () => {
  const arrays = emptyWeather(4);
  const besides = noBesides(4);
  arrays.outdoorTempC.fill(20);
  besides.dewPointC.fill(10);
  besides.cloudCover.fill(0.5);
  besides.infraredWPerM2.set([300, 0, Number.NaN, 350]);
  const { frame, gaps, estimated } = sealWeather("csv", site, grid, arrays, besides);
  expect(column(frame, "relativeHumidityPct")[0]).toBeCloseTo(52.56, 2);
  expect(column(frame, "airPressurePa")[0]).toBeCloseTo(89_875, -1);
  expect(column(frame, "skyTempC")[0]).toBeCloseTo(skyTempFromInfraredC(300), 9);
  expect(column(frame, "skyTempC")[1]).toBeCloseTo(skyTempFromCloudC(20, 10, 0.5), 9);
  expect(column(frame, "skyTempC")[2]).toBe(column(frame, "skyTempC")[1]);
  expect(estimated).toEqual({
    outdoorTempC: 0,
    relativeHumidityPct: 4,
    directNormalWPerM2: 0,
    diffuseHorizontalWPerM2: 0,
    globalIrradianceWPerM2: 0,
    windSpeedMPerS: 0,
    skyTempC: 2,
    airPressurePa: 4,
  });
  expect(gaps).toMatchObject({
    globalIrradianceWPerM2: 4,
    directNormalWPerM2: 4,
    windSpeedMPerS: 4,
    outdoorTempC: 0,
    skyTempC: 0,
  });
});

test("temperature and wind are never guessed, and nothing is told from them when they are missing", () => {
  const { frame, gaps } = sealWeather("csv", site, grid, emptyWeather(4), noBesides(4));
  for (const name of ["outdoorTempC", "windSpeedMPerS", "skyTempC", "relativeHumidityPct"] as const) {
    expect(column(frame, name).every(Number.isNaN)).toBe(true);
    expect(gaps[name]).toBe(4);
  }
});
