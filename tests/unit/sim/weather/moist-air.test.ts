/** Water vapour against tabulated values. */
import { expect, test } from "vitest";
import { dewPointC, relativeHumidityPct, saturationPressurePa, standardPressurePa } from "../../../../sim/weather/moist-air.ts";

test.each([
  // Over water; W. Wagner and A. Pruss, J. Phys. Chem. Ref. Data 31 (2002) 387.
  [0.01, 611.7],
  [20, 2339.2],
  [40, 7384.9],
])("saturation pressure at %f °C", (tempC, expectedPa) => {
  expect(Math.abs(saturationPressurePa(tempC) / expectedPa - 1)).toBeLessThan(0.004);
});

test("dew point and humidity undo each other", () => {
  for (const tempC of [-20, 0, 35]) expect(relativeHumidityPct(tempC, dewPointC(tempC, 37))).toBeCloseTo(37, 9);
  expect(dewPointC(10, 100)).toBeCloseTo(10, 9);
});

test("humidity stays in range: a dew point above the temperature is saturation, dry air has a dew point", () => {
  expect(relativeHumidityPct(10, 12)).toBe(100);
  expect(dewPointC(30, 0)).toBe(dewPointC(30, 1));
});

test("standard atmosphere at 0, 1,000 and 3,000 m", () => {
  expect(standardPressurePa(0)).toBe(101_325);
  expect(standardPressurePa(1000)).toBeCloseTo(89_875, -1);
  expect(standardPressurePa(3000)).toBeCloseTo(70_109, -1);
});
