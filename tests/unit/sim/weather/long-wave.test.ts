/** The sky's temperature from infrared and from cloud. */
import { expect, test } from "vitest";
import { STEFAN_BOLTZMANN, skyTempFromCloudC, skyTempFromInfraredC } from "../../../../sim/weather/long-wave.ts";

test("a black sky of 0 °C sends down 315.7 W/m²", () => {
  expect(skyTempFromInfraredC(STEFAN_BOLTZMANN * 273.15 ** 4)).toBeCloseTo(0, 9);
  expect(skyTempFromInfraredC(315.66)).toBeCloseTo(0, 1);
});

test("a clear sky by hand: 20 °C, dew point 10 °C", () => {
  // 0.787 + 0.764 ln(283.15 / 273) = 0.81489; fourth root 0.95011; times 293.15 K.
  expect(skyTempFromCloudC(20, 10, 0)).toBeCloseTo(0.95011 * 293.15 - 273.15, 1);
});

test("cloud warms the sky, up to the temperature of the air", () => {
  const skies = [0, 0.2, 0.5, 0.8, 1].map((cover) => skyTempFromCloudC(20, 15, cover));
  expect(skies).toEqual([...skies].sort((a, b) => a - b));
  expect(skyTempFromCloudC(20, 20, 1)).toBeLessThanOrEqual(20);
});
