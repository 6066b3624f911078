/** What only TMY3 has: a header of its own, columns by name, 24:00. The rest is in the contract of readers. */
import { expect, test } from "vitest";
import { readTmy3 } from "../../../../sim/weather/tmy3.ts";
import { weatherText } from "../../../support/weather-texts.ts";

const withLine = (index: number, change: (line: string) => string) =>
  weatherText("tmy3", (lines) => lines.map((l, i) => (i === index ? change(l) : l)));

test("the site; the sky told from cloud throughout", () => {
  const { site, estimated, gaps } = readTmy3(weatherText("tmy3"));
  expect(site).toEqual({ name: "TESTVILLE, CO", latitudeDeg: 40, longitudeDeg: -105, elevationM: 1600, utcOffsetH: -7 });
  expect(estimated.skyTempC).toBe(8760);
  expect(gaps.skyTempC).toBe(0);
});

test.each([
  [0, (l: string) => l.replace('"', ""), /^line 1: the header is not: station, name/],
  [0, (l: string) => l.replace("40.000", "95"), /^line 1: latitude is 95, outside -90\.\.90$/],
  [1, (l: string) => l.replace("DNI (W/m^2)", "DNI"), /^line 2: no column 'DNI \(W\/m\^2\)'$/],
  [5, (l: string) => l.replace("04:00", "04:30"), /^line 6: date and time are '01\/01\/1999 04:30', not MM\/DD\/YYYY HH:00$/],
  [25, (l: string) => l.replace("24:00", "00:00"), /^line 26: date and hour are month 1, day 1, hour 0; .*hour 24 is due$/],
  [9, (l: string) => `${l},7`, /^line 10: 12 fields, the header names 11$/],
])("line with index %i spoiled", (index, change, message) => {
  expect(() => readTmy3(withLine(index, change))).toThrow(message);
});

test("columns may stand in another order", () => {
  const swapped = weatherText("tmy3", (lines) =>
    lines.map((l, i) => {
      if (i === 0) return l;
      const cells = l.split(",");
      return [...cells.slice(0, 2), ...cells.slice(2).reverse()].join(",");
    }),
  );
  expect(readTmy3(swapped).frame).toEqual(readTmy3(weatherText("tmy3")).frame);
});
