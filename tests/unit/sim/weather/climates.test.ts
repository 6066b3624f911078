/** Every climate is whole and stands on the earth. */
import { expect, test } from "vitest";
import { CLIMATE_IDS, CLIMATES, type Climate, isClimateId } from "../../../../sim/weather/climates.ts";

test.each(CLIMATE_IDS)("%s", (id) => {
  const climate: Climate = CLIMATES[id];
  for (const table of [climate.meanTempC, climate.dailyRangeK, climate.dewPointC, climate.cloudCover]) {
    expect(table).toHaveLength(12);
    expect(table.every(Number.isFinite)).toBe(true);
  }
  expect(climate.cloudCover.every((c) => c > 0 && c < 1)).toBe(true);
  expect(climate.dewPointC.every((d, m) => d < (climate.meanTempC[m] ?? Number.NaN))).toBe(true);
  // `synthetic.ts` puts summer into July.
  expect(climate.latitudeDeg).toBeGreaterThan(0);
  expect(climate.latitudeDeg).toBeLessThan(66);
  expect(Math.abs(climate.longitudeDeg)).toBeLessThanOrEqual(180);
  expect(() => new Intl.DateTimeFormat("en", { timeZone: climate.timeZone })).not.toThrow();
  expect(climate.source.length).toBeGreaterThan(20);
});

test("names", () => {
  expect(isClimateId("maritime")).toBe(true);
  expect(isClimateId("toString")).toBe(false);
});
