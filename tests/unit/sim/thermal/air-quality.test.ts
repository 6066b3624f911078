import { expect, test } from "vitest";
import { createAirQuality, humidityPct, vapourGPerM3 } from "../../../../sim/thermal/air-quality.ts";
import { boxBuilding, boxZone } from "../../../support/box-building.ts";

test("two sleepers in 100 m³ at half an air change end where the balance says", () => {
  const air = createAirQuality(boxBuilding([boxZone("a")]));
  const one = (v: number) => Float64Array.of(v);
  for (let i = 0; i < 2_000; i++)
    air.step({
      stepS: 300,
      outdoorVapour: 5,
      airTempC: one(20),
      outdoorAirPerH: one(0.5),
      co2M3PerH: one(0.024),
      moistureGPerH: one(100),
    });
  expect(air.co2Ppm[0]).toBeCloseTo(425 + (1e6 * 0.024) / 50, 6);
  expect(air.vapour[0]).toBeCloseTo(5 + 100 / 50, 6);
});

test("vapour and relative humidity turn into each other; saturated air at 20 °C holds 17.3 g/m³", () => {
  expect(Math.abs(vapourGPerM3(20, 100) - 17.3)).toBeLessThan(0.1);
  expect(humidityPct(7, vapourGPerM3(7, 63))).toBeCloseTo(63, 9);
  expect(humidityPct(-10, 20)).toBe(100);
});
