/** What only EPW has: eight named headers, ground temperatures, infrared. The rest is in the contract of readers. */
import { expect, test } from "vitest";
import { column } from "../../../../domain/index.ts";
import { readEpw } from "../../../../sim/weather/epw.ts";
import { skyTempFromInfraredC } from "../../../../sim/weather/long-wave.ts";
import { weatherText } from "../../../support/weather-texts.ts";

const withLine = (index: number, line: string) => weatherText("epw", (lines) => lines.map((l, i) => (i === index ? line : l)));

test("the site, the ground and the sky of the header and columns", () => {
  const { site, ground, frame, estimated } = readEpw(weatherText("epw"));
  expect(site).toEqual({ name: "Testville, CO, USA", latitudeDeg: 40, longitudeDeg: -105, elevationM: 1600, utcOffsetH: -7 });
  expect(ground).toEqual([{ depthM: 0.5, monthlyC: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }]);
  expect(column(frame, "skyTempC")[7]).toBeCloseTo(skyTempFromInfraredC(300), 9);
  expect(Object.values(estimated).every((n) => n === 0)).toBe(true);
});

test.each([
  [0, "LOCALITY,x", "line 1: the header 'LOCATION' is due here"],
  [3, "SOIL,0", "line 4: the header 'GROUND TEMPERATURES' is due here"],
  [0, "LOCATION,a,b,c,d,e,north,0,0,0", "line 1: latitude is 'north', not a number"],
  [0, "LOCATION,a,b,c,d,e,40,-190,0,0", "line 1: longitude is -190, outside -180..180"],
  [0, "LOCATION,a", "line 1: latitude is empty"],
  [3, "GROUND TEMPERATURES,1,.5,,,,1,2,3", "line 4: ground temperature of month 4 is empty"],
  [3, "GROUND TEMPERATURES,99999", "line 4: 99999 ground temperature depths"],
  [7, "DATA PERIODS,1,4,Data,Sunday, 1/ 1,12/31", "line 8: records per hour is 4; only hourly files are read"],
])("header line with index %i '%s'", (index, line, message) => {
  expect(() => readEpw(withLine(index, line))).toThrow(message);
});

test("a file without ground temperatures is fine", () => {
  expect(readEpw(withLine(3, "GROUND TEMPERATURES,0")).ground).toEqual([]);
});

test("infrared missing or nought: the sky is told from cloud, and counted", () => {
  const { frame, gaps, estimated } = readEpw(
    weatherText("epw", (lines) =>
      lines.map((l, i) => (i === 20 ? l.replace(",300,", ",9999,") : i === 21 ? l.replace(",300,", ",0,") : l)),
    ),
  );
  expect(estimated.skyTempC).toBe(2);
  expect(gaps.skyTempC).toBe(0);
  expect(column(frame, "skyTempC")[12]).toBeLessThan(column(frame, "outdoorTempC")[12] ?? Number.NaN);
});

test("a second file behind the first is named as such", () => {
  const cut = weatherText("epw", (lines) => lines.slice(0, 4000));
  expect(() => readEpw(cut + weatherText("epw"))).toThrow("line 4001: a second header begins here");
});

test("direct and diffuse missing: told from global, and counted", () => {
  const noon = 8 + 11;
  const { frame, estimated } = readEpw(
    weatherText("epw", (lines) =>
      lines.map((l, i) => (i === noon ? l.replace(/,(\d+(?:\.5)?),(\d+),(\d+),0,0,0,0,180/, ",$1,9999,9999,0,0,0,0,180") : l)),
    ),
  );
  expect([estimated.directNormalWPerM2, estimated.diffuseHorizontalWPerM2]).toEqual([1, 1]);
  expect(column(frame, "diffuseHorizontalWPerM2")[11]).toBeGreaterThan(0);
});
