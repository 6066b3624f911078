/** Finer steps: continuous temperature, kept energy, sun where the sun is. */
import { expect, test } from "vitest";
import { column, makeFrame, rowTs } from "../../../../domain/index.ts";
import { interpolateWeather } from "../../../../sim/weather/interpolate.ts";
import { averageBy } from "../../../../sim/weather/spread.ts";
import { sunPosition } from "../../../../sim/weather/sun.ts";
import { syntheticWeather } from "../../../../sim/weather/synthetic.ts";

const place = { latitudeDeg: 52.383, longitudeDeg: 13.067 };
/** A month of hourly means, made of five-minute weather. */
const fiveMinutes = syntheticWeather({
  climate: "central-europe",
  seed: 2,
  startTs: Date.UTC(2023, 4, 1, 0, 5),
  stepS: 300,
  length: 31 * 288,
});
const hourly = makeFrame(
  Date.UTC(2023, 4, 1, 1),
  3600,
  [...fiveMinutes.columns].map(([name, v]) =>
    name.endsWith("WPerM2") ? ([name, averageBy(12, v)] as const) : ([name, v.filter((_, i) => i % 12 === 11)] as const),
  ),
);
const LIGHT = ["directNormalWPerM2", "diffuseHorizontalWPerM2", "globalIrradianceWPerM2"];

test.each([60, 300, 900, 1800])("at %i s every hour keeps its light", (stepS) => {
  const fine = interpolateWeather(hourly, stepS, place);
  expect(fine.length).toBe((hourly.length * 3600) / stepS);
  expect(rowTs(fine, fine.length - 1)).toBe(rowTs(hourly, hourly.length - 1));
  for (const name of LIGHT) {
    const back = averageBy(3600 / stepS, column(fine, name));
    expect(Math.max(...back.map((v, i) => Math.abs(v - (column(hourly, name)[i] ?? Number.NaN))))).toBeLessThan(1e-9);
  }
});

test("temperature passes through the hours on straight lines", () => {
  const fine = interpolateWeather(hourly, 300, place);
  const [coarse, temp] = [column(hourly, "outdoorTempC"), column(fine, "outdoorTempC")];
  for (let i = 0; i < coarse.length; i++) expect(temp[i * 12 + 11]).toBe(coarse[i]);
  const jumps = temp.slice(1).map((v, i) => Math.abs(v - (temp[i] ?? Number.NaN)));
  const steps = coarse.slice(1).map((v, i) => Math.abs(v - (coarse[i] ?? Number.NaN)));
  expect(Math.max(...jumps)).toBeCloseTo(Math.max(...steps) / 12, 9);
});

test("no light before sunrise, and closer to the truth than steps or straight lines", () => {
  const fine = interpolateWeather(hourly, 300, place);
  const names = ["globalIrradianceWPerM2", "diffuseHorizontalWPerM2"];
  for (const name of names) {
    const [ours, truth] = [column(fine, name), column(fiveMinutes, name)];
    let [off, offHeld, dark] = [0, 0, 0];
    for (let i = 0; i < ours.length; i++) {
      const ts = rowTs(fine, i) - 150_000;
      if (sunPosition(ts, place.latitudeDeg, place.longitudeDeg).elevationDeg < -1.2)
        dark = Math.max(dark, ours[i] ?? Number.NaN);
      off += ((ours[i] ?? Number.NaN) - (truth[i] ?? Number.NaN)) ** 2;
      offHeld += ((column(hourly, name)[Math.floor(i / 12)] ?? Number.NaN) - (truth[i] ?? Number.NaN)) ** 2;
    }
    expect(dark).toBe(0);
    expect(off).toBeLessThan(offHeld);
  }
});

test("a typical year goes round; any other span begins with its first value", () => {
  const ramp = (length: number) => makeFrame(0, 3600, [["outdoorTempC", Float64Array.from({ length }, (_, i) => i)]]);
  expect([...column(interpolateWeather(ramp(8760), 1800, place), "outdoorTempC").slice(0, 3)]).toEqual([8759 / 2, 0, 0.5]);
  expect([...column(interpolateWeather(ramp(10), 1800, place), "outdoorTempC").slice(0, 3)]).toEqual([0, 0, 0.5]);
});

test("gaps stay gaps", () => {
  const values = Float64Array.of(1, 2, Number.NaN, 4);
  const fine = interpolateWeather(makeFrame(0, 3600, [["outdoorTempC", values]]), 1800, place);
  expect([...column(fine, "outdoorTempC")]).toEqual([1, 1, 1.5, 2, Number.NaN, Number.NaN, Number.NaN, 4]);
  const dark = makeFrame(0, 3600, [["diffuseHorizontalWPerM2", values]]);
  expect([...column(interpolateWeather(dark, 1800, place), "diffuseHorizontalWPerM2")].filter(Number.isNaN)).toHaveLength(2);
});

test("steps that do not fit are refused; the same step changes nothing", () => {
  expect(() => interpolateWeather(hourly, 700, place)).toThrow(expect.objectContaining({ code: "bad-input" }));
  expect(() => interpolateWeather(hourly, 7200, place)).toThrow(expect.objectContaining({ code: "bad-input" }));
  const same = interpolateWeather(hourly, 3600, place);
  expect(column(same, "outdoorTempC")).toEqual(column(hourly, "outdoorTempC"));
});
