/** Synthetic weather: one history per climate and seed, whichever window is asked for, and physics that hang together. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { column, isZonecastError, rowTs } from "../../../../domain/index.ts";
import { CLIMATE_IDS, CLIMATES, type ClimateId } from "../../../../sim/weather/climates.ts";
import { sunPosition } from "../../../../sim/weather/sun.ts";
import { SYNTHETIC_MEAN_S, syntheticWeather } from "../../../../sim/weather/synthetic.ts";
import { WEATHER_COLUMNS } from "../../../../sim/weather/weather-frame.ts";

const start = Date.UTC(2023, 0, 1);
const year = (climate: ClimateId, seed = 1, stepS = 900) =>
  syntheticWeather({ climate, seed, startTs: start, stepS, length: (365 * 86_400) / stepS });
const mean = (values: Float64Array) => values.reduce((s, v) => s + v, 0) / values.length;

test("any two windows agree exactly where they overlap", () => {
  const minute = 60;
  const whole = syntheticWeather({ climate: "maritime", seed: 5, startTs: start, stepS: minute, length: 3000 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 97 }), (from, every) => {
      const length = Math.floor((2999 - from) / every) + 1;
      const part = syntheticWeather({ climate: "maritime", seed: 5, startTs: rowTs(whole, from), stepS: every * minute, length });
      for (const name of WEATHER_COLUMNS)
        for (let i = 0; i < length; i++) if (column(part, name)[i] !== column(whole, name)[from + i * every]) return false;
      return true;
    }),
    { numRuns: 20 },
  );
});

test("another seed is another history; the seed alone decides", () => {
  const temp = (seed: number) => [...column(year("continental", seed, 86_400), "outdoorTempC")];
  expect(temp(1)).toEqual(temp(1));
  expect(temp(1)).not.toEqual(temp(2));
});

test.each(CLIMATE_IDS)("%s: every value is possible and none is missing", (climate) => {
  const frame = year(climate);
  const bounds: Record<string, readonly [number, number]> = {
    outdoorTempC: [-45, 52],
    relativeHumidityPct: [1, 100],
    directNormalWPerM2: [0, 1100],
    diffuseHorizontalWPerM2: [0, 600],
    globalIrradianceWPerM2: [0, 1350],
    windSpeedMPerS: [0, 40],
    skyTempC: [-70, 45],
    airPressurePa: [85_000, 106_000],
  };
  for (const name of WEATHER_COLUMNS) {
    const [low, high] = bounds[name] ?? [Number.NaN, Number.NaN];
    expect(
      column(frame, name).every((v) => v >= low && v <= high),
      name,
    ).toBe(true);
  }
});

test.each(CLIMATE_IDS)("%s: light closes with the sun, and the sky is colder than the air", (climate) => {
  const frame = year(climate);
  const { latitudeDeg, longitudeDeg } = CLIMATES[climate];
  const [direct, diffuse, global, air, sky] = (
    ["directNormalWPerM2", "diffuseHorizontalWPerM2", "globalIrradianceWPerM2", "outdoorTempC", "skyTempC"] as const
  ).map((name) => column(frame, name));
  if (!direct || !diffuse || !global || !air || !sky) throw new Error("five columns");
  let open = 0;
  let night = 0;
  let warm = -100;
  for (let i = 0; i < frame.length; i++) {
    const sun = sunPosition(rowTs(frame, i) - SYNTHETIC_MEAN_S * 500, latitudeDeg, longitudeDeg);
    const up = Math.max(0, Math.sin((sun.elevationDeg * Math.PI) / 180));
    const light = global[i] ?? Number.NaN;
    open = Math.max(open, Math.abs(light - (diffuse[i] ?? Number.NaN) - (direct[i] ?? Number.NaN) * up));
    if (up === 0) night = Math.max(night, light);
    warm = Math.max(warm, (sky[i] ?? Number.NaN) - (air[i] ?? Number.NaN));
  }
  expect(open).toBeLessThan(1e-9);
  expect(night).toBe(0);
  expect(warm).toBeLessThanOrEqual(0);
});

test.each(CLIMATE_IDS)("%s: temperature moves without jumps, light with clouds", (climate) => {
  const frame = syntheticWeather({ climate, seed: 3, startTs: Date.UTC(2023, 5, 1), stepS: 300, length: 288 * 30 });
  const steps = (name: string) =>
    column(frame, name)
      .slice(1)
      .map((v, i) => Math.abs(v - (column(frame, name)[i] ?? Number.NaN)));
  expect(Math.max(...steps("outdoorTempC"))).toBeLessThan(0.6);
  expect(Math.max(...steps("globalIrradianceWPerM2"))).toBeGreaterThan(100);
});

test("seasons, days and fronts: three scales of the same temperature", () => {
  const temp = column(year("central-europe", 4, 3600), "outdoorTempC");
  const daily = Float64Array.from({ length: 365 }, (_, d) => mean(temp.slice(d * 24, d * 24 + 24)));
  expect(mean(daily.slice(181, 212)) - mean(daily.slice(0, 31))).toBeGreaterThan(12);
  const hourOfDay = (h: number) => mean(temp.filter((_, i) => i % 24 === h));
  expect(hourOfDay(14) - hourOfDay(4)).toBeGreaterThan(5);
  const summer = daily.slice(152, 243);
  const spread = Math.sqrt(mean(summer.map((v) => (v - mean(summer)) ** 2)));
  expect(spread).toBeGreaterThan(2);
  const lag1 = mean(summer.slice(1).map((v, i) => (v - mean(summer)) * ((summer[i] ?? Number.NaN) - mean(summer)))) / spread ** 2;
  expect(lag1).toBeGreaterThan(0.5);
});

test("cloud hides the sun and warms the sky", () => {
  const frame = year("central-europe", 2, 3600);
  const noons = Array.from({ length: 90 }, (_, d) => (120 + d) * 24 + 11);
  const pick = (name: string, i: number) => column(frame, name)[i] ?? Number.NaN;
  const depression = (i: number) => pick("outdoorTempC", i) - pick("skyTempC", i);
  const byGlobal = noons.sort((a, b) => pick("globalIrradianceWPerM2", a) - pick("globalIrradianceWPerM2", b));
  const average = (rows: number[]) => rows.reduce((s, i) => s + depression(i), 0) / rows.length;
  expect(average(byGlobal.slice(-20))).toBeGreaterThan(average(byGlobal.slice(0, 20)) + 2);
});

test("what cannot be made is refused", () => {
  const ask = (change: object) => () =>
    syntheticWeather({ climate: "maritime", seed: 1, startTs: start, stepS: 300, length: 3, ...change });
  const code = (fn: () => unknown) => {
    try {
      fn();
    } catch (e) {
      return isZonecastError(e) ? `${e.code}: ${e.hint ?? ""}` : "other";
    }
    return "none";
  };
  expect(code(ask({ climate: "martime" }))).toBe("unknown-name: did you mean 'maritime'?");
  expect(code(ask({ stepS: 0 }))).toMatch(/^bad-input/);
  expect(code(ask({ length: -1 }))).toMatch(/^bad-input/);
  expect(code(ask({ startTs: Number.NaN }))).toMatch(/^bad-input/);
  expect(syntheticWeather({ climate: "maritime", seed: 1, startTs: start, stepS: 300, length: 0 }).length).toBe(0);
});
