/** The sun's course: noon, seasons, poles, air mass, distance. The accuracy itself is in tests/validation. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dayOfYearOf,
  equationOfTimeS,
  extraterrestrialNormalWPerM2,
  relativeAirMass,
  sunPosition,
} from "../../../../sim/weather/sun.ts";

const hour = 3_600_000;

test.each([
  ["north of the tropics the noon sun is south", 48, 180],
  ["south of the tropics it is north", -34, 0],
])("%s", (_, latitudeDeg, expected) => {
  // 15 April and 1 September have an equation of time within 8 s of nought.
  const sun = sunPosition(Date.UTC(2024, 3, 15, 12), latitudeDeg, 0);
  expect(Math.abs(((sun.azimuthDeg - expected + 540) % 360) - 180)).toBeLessThan(0.3);
});

test("it rises in the east and sets in the west", () => {
  const equinox = Date.UTC(2024, 2, 20);
  expect(sunPosition(equinox + 7 * hour, 50, 0).azimuthDeg).toBeGreaterThan(90);
  expect(sunPosition(equinox + 7 * hour, 50, 0).azimuthDeg).toBeLessThan(110);
  expect(sunPosition(equinox + 17 * hour, 50, 0).azimuthDeg).toBeGreaterThan(250);
  expect(sunPosition(equinox + 17 * hour, 50, 0).azimuthDeg).toBeLessThan(270);
});

test("at the solstice the noon sun stands at 90 - latitude + obliquity", () => {
  expect(sunPosition(Date.UTC(2024, 5, 20, 12, 2), 50, 0).elevationDeg).toBeCloseTo(90 - 50 + 23.438, 1);
});

test("polar day and polar night", () => {
  for (let h = 0; h < 24; h++) {
    expect(sunPosition(Date.UTC(2024, 5, 20, h), 78, 15).elevationDeg).toBeGreaterThan(0);
    expect(sunPosition(Date.UTC(2024, 11, 21, h), 78, 15).elevationDeg).toBeLessThan(0);
  }
});

test("four minutes of time are a degree of longitude, within the equation of time", () => {
  const ts = Date.UTC(2024, 6, 1, 9);
  const here = sunPosition(ts, 40, 10);
  const there = sunPosition(ts + 40 * 60_000, 40, 0);
  expect(here.elevationDeg).toBeCloseTo(there.elevationDeg, 2);
  expect(here.azimuthDeg).toBeCloseTo(there.azimuthDeg, 1);
});

test("angles stay in range anywhere, any time", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2100, 0) }),
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      (ts, latitudeDeg, longitudeDeg) => {
        const { elevationDeg, azimuthDeg } = sunPosition(ts, latitudeDeg, longitudeDeg);
        return elevationDeg >= -90 && elevationDeg <= 90 && azimuthDeg >= 0 && azimuthDeg < 360;
      },
    ),
  );
});

test("the earth is nearest in January and farthest in July", () => {
  expect(extraterrestrialNormalWPerM2(3) / 1367).toBeCloseTo(1.035, 3);
  expect(extraterrestrialNormalWPerM2(185) / 1367).toBeCloseTo(0.967, 3);
});

test("air mass: 1 overhead, 2 at 30 degrees, 38 at the horizon and below", () => {
  expect(relativeAirMass(90)).toBeCloseTo(1, 3);
  expect(relativeAirMass(30)).toBeCloseTo(1.994, 3);
  expect(relativeAirMass(0)).toBeCloseTo(37.92, 2);
  expect(relativeAirMass(-20)).toBe(relativeAirMass(0));
});

test("day of the year", () => {
  expect(dayOfYearOf(Date.UTC(2023, 0, 1))).toBe(1);
  expect(dayOfYearOf(Date.UTC(2024, 11, 31, 12))).toBe(366.5);
});

test("equation of time against the sun's own noon, through the year", () => {
  let worstS = 0;
  for (let day = 0; day < 365; day += 5) {
    const noonTs = Date.UTC(2023, 0, 1 + day, 12);
    // Near the south the bearing of the sun runs evenly: one step from mean noon finds the crossing.
    const at = (ts: number) => sunPosition(ts, 60, 0).azimuthDeg - 180;
    const guessTs = noonTs - equationOfTimeS(dayOfYearOf(noonTs)) * 1000;
    const perS = (at(guessTs + 60_000) - at(guessTs - 60_000)) / 120;
    worstS = Math.max(worstS, Math.abs(at(guessTs) / perS));
  }
  expect(worstS).toBeLessThan(45);
});
