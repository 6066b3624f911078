/** Clear-sky light and what cloud leaves of it. */
import { expect, test } from "vitest";
import { clearSky, cloudTransmission } from "../../../../sim/weather/clear-sky.ts";

test("equations by hand: tau 0.35 and 2.3, sun at 60 degrees on day 172", () => {
  // ab = 1.219 - 0.01505 - 0.3473 - 0.16422 = 0.69243; ad = 0.202 + 0.2982 - 0.0161 - 0.28739 = 0.19671.
  // m = 1.1540, E0 = 1367 * 0.96753 = 1322.6; Eb = E0 exp(-0.35 * 1.1043), Ed = E0 exp(-2.3 * 1.0286).
  const light = clearSky(60, 172, 0.35, 2.3);
  expect(light.directNormalWPerM2).toBeCloseTo(1322.6 * Math.exp(-0.35 * 1.1043), 0);
  expect(light.diffuseHorizontalWPerM2).toBeCloseTo(1322.6 * Math.exp(-2.3 * 1.0286), 0);
});

test("it is dark below the horizon and nearly so on it", () => {
  expect(clearSky(-1, 172, 0.35, 2.3)).toEqual({ directNormalWPerM2: 0, diffuseHorizontalWPerM2: 0 });
  const low = clearSky(0.01, 172, 0.35, 2.3);
  expect(low.directNormalWPerM2 + low.diffuseHorizontalWPerM2).toBeLessThan(60);
});

test("haze moves light from the beam to the sky", () => {
  expect(clearSky(40, 172, 0.5, 1.8).directNormalWPerM2).toBeLessThan(clearSky(40, 172, 0.3, 2.5).directNormalWPerM2);
  expect(clearSky(40, 172, 0.5, 1.8).diffuseHorizontalWPerM2).toBeGreaterThan(
    clearSky(40, 172, 0.3, 2.5).diffuseHorizontalWPerM2,
  );
});

test("cloud leaves everything, or a quarter", () => {
  expect(cloudTransmission(0)).toBe(1);
  expect(cloudTransmission(1)).toBe(0.25);
});
