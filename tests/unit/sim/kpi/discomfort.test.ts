import { expect, test } from "vitest";
import { badAirPpmH, discomfortKh } from "../../../../sim/kpi/discomfort.ts";

test("kelvin hours below and above the band count alike, and nothing inside it", () => {
  const zone = { tempC: [19, 20, 21, 26, 28], lowerC: 20, upperC: 26 };
  expect(discomfortKh(zone, 3600, "mean")).toBe(3);
});

test("bounds may change by row, and one that is not there does not hold", () => {
  expect(discomfortKh({ tempC: [18, 18], lowerC: [20, 15] }, 3600, "mean")).toBe(2);
  expect(discomfortKh({ tempC: [35, 5], lowerC: [Number.NaN, 6] }, 3600, "mean")).toBe(1);
});

test("a gap in the temperature is no comfort", () => {
  expect(discomfortKh({ tempC: [20, Number.NaN], lowerC: 20, upperC: 26 }, 3600, "mean")).toBeNaN();
});

test("bad air counts above its limit only, and not at all without one", () => {
  expect(badAirPpmH({ tempC: [20, 20], co2Ppm: [900, 1200], co2LimitPpm: 1000 }, 1800, "mean")).toBe(100);
  expect(badAirPpmH({ tempC: [20], co2Ppm: [900] }, 1800, "mean")).toBeUndefined();
});
