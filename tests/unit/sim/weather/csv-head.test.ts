import { expect, test } from "vitest";
import { readWeatherCsv } from "../../../../sim/weather/csv.ts";
import { siteOfCsv, weatherCsvHead } from "../../../../sim/weather/csv-head.ts";

const site = { name: "Bad Aibling, Hof 3", latitudeDeg: 47.86, longitudeDeg: -12.01, elevationM: 503.5, utcOffsetH: -1 };
const TABLE = "time,outdoorTempC\n2026-01-01T00:00:00Z,1\n2026-01-01T01:00:00Z,2\n";
const head = weatherCsvHead(site, ["by somebody", "two\nlines"]);

test("what is written is read again, behind a byte-order mark and before Windows line ends too", () => {
  expect(head.trimEnd().split("\n")).toHaveLength(3);
  expect(siteOfCsv(head + TABLE)).toEqual(site);
  expect(siteOfCsv(`\uFEFF${(head + TABLE).replaceAll("\n", "\r\n")}`)).toEqual(site);
  expect(siteOfCsv(weatherCsvHead({ ...site, name: "" }, []))?.name).toBe("");
});

test("a table without a head names no place; one behind its header is none", () => {
  expect(siteOfCsv(TABLE)).toBeUndefined();
  expect(siteOfCsv(`# a note\n${TABLE}`)).toBeUndefined();
  expect(siteOfCsv(TABLE + head)).toBeUndefined();
});

test.each([
  ["latitudeDeg=95", "line 1: latitudeDeg is 95, outside -90..90"],
  ["latitudeDeg=north", "line 1: latitudeDeg is 'north', not a number"],
  ["latitudeDeg", "line 1: latitudeDeg is empty"],
  ["longitude=3", "line 1: the site lacks latitudeDeg"],
])("a place said wrongly (%s) is refused", (field, message) => {
  expect(() => siteOfCsv(`# site: ${field} longitudeDeg=1 elevationM=1 utcOffsetH=1 name=x\n${TABLE}`)).toThrow(message);
});

test("lines of the head count when a row is told", () => {
  expect(readWeatherCsv(head + TABLE, site).frame.length).toBe(2);
  expect(() => readWeatherCsv(head + TABLE.replace(",2", ",hot"), site)).toThrow("line 6: outdoorTempC is 'hot'");
  expect(() => readWeatherCsv(head + TABLE.replace("outdoorTempC", "outdoorTemp"), site)).toThrow("line 4");
});
