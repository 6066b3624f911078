/** What only the TMY of 1978 has: fixed columns, light in hours of solar time, observations at hours of standard time. */
import { expect, test } from "vitest";
import { column } from "../../../../domain/index.ts";
import { readTmy } from "../../../../sim/weather/tmy.ts";
import { diffuseAt, directAt, TMY_SITE, weatherText } from "../../../support/weather-texts.ts";

const sum = (values: Float64Array) => values.reduce((s, v) => s + v, 0);
/** Puts another hour of observation into row `row`. */
const observedAt = (row: number, hour: string) =>
  weatherText("tmy", (lines) => lines.map((l, i) => (i === row ? `${l.slice(0, 70)}${hour}${l.slice(72)}` : l)));

test("light keeps its energy, in W/m²", () => {
  const { frame } = readTmy(weatherText("tmy"), TMY_SITE);
  const day = (at: (hour: number) => number) => Array.from({ length: 24 }, (_, h) => at(h + 1)).reduce((s, v) => s + v, 0);
  expect(sum(column(frame, "directNormalWPerM2")) / (365 * day(directAt))).toBeCloseTo(1, 3);
  expect(sum(column(frame, "globalIrradianceWPerM2")) / (365 * day((h) => diffuseAt(h) + directAt(h) / 2))).toBeCloseTo(1, 3);
});

test("an observation of the hour before the solar hour goes to its own hour", () => {
  const { frame, gaps } = readTmy(observedAt(100, "04"), TMY_SITE);
  expect(gaps.outdoorTempC).toBe(1);
  expect(column(frame, "outdoorTempC")[99]).toBeCloseTo(10, 9);
  expect(column(frame, "outdoorTempC")[100]).toBeNaN();
  expect(() => readTmy(observedAt(100, "09"), TMY_SITE)).toThrow(
    "line 101: the hour of observation is 20 h before the solar hour",
  );
});

test("unrecorded direct light is nought at night and a gap to be told by day", () => {
  const unrecorded = (row: number) =>
    weatherText("tmy", (lines) => lines.map((l, i) => (i === row ? `${l.slice(0, 24)}9999${l.slice(28)}` : l)));
  expect(column(readTmy(unrecorded(0), TMY_SITE).frame, "directNormalWPerM2")[0]).toBe(0);
  const noon = readTmy(unrecorded(11), TMY_SITE);
  expect(noon.estimated.directNormalWPerM2).toBeGreaterThan(0);
  expect(noon.gaps.directNormalWPerM2).toBe(0);
});
