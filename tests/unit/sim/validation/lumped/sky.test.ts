import { describe, expect, it } from "vitest";
import { skyOf } from "../../../../../sim/validation/lumped/sky.ts";
import { CLIMATES, syntheticWeather, TYPICAL_YEAR, type WeatherFile } from "../../../../../sim/weather/index.ts";

const HOURS = 8760;
const frame = syntheticWeather({
  climate: "central-europe",
  seed: 3,
  startTs: Date.UTC(TYPICAL_YEAR, 0, 1, 1),
  stepS: 3600,
  length: HOURS,
});
const none = Object.fromEntries([...frame.columns.keys()].map((name) => [name, 0])) as WeatherFile["gaps"];
const file: WeatherFile = {
  format: "csv",
  site: { ...CLIMATES["central-europe"], name: "Potsdam", utcOffsetH: 0 },
  frame,
  gaps: none,
  estimated: none,
};

describe("skyOf", () => {
  const sky = skyOf(file);
  const yearly = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / 1000;

  it("has every hour of the year, and no gap", () => {
    expect(sky.hours).toBe(HOURS);
    for (const values of [sky.outdoorTempC, sky.skyTempC, ...Object.values(sky.sunWPerM2), ...Object.values(sky.paneSunWPerM2)])
      expect(values.every(Number.isFinite)).toBe(true);
  });

  it("the roof gets what falls on the horizontal, hour by hour", () => {
    const global = frame.columns.get("globalIrradianceWPerM2");
    const kWh = yearly(global ?? new Float64Array());
    expect(yearly(sky.sunWPerM2.roof)).toBeGreaterThan(0.97 * kWh);
    expect(yearly(sky.sunWPerM2.roof)).toBeLessThan(1.03 * kWh);
  });

  it("south beats east and west, and they beat north", () => {
    const { south, east, west, north } = sky.sunWPerM2;
    expect(yearly(south)).toBeGreaterThan(yearly(east));
    expect(yearly(south)).toBeGreaterThan(yearly(west));
    expect(Math.min(yearly(east), yearly(west))).toBeGreaterThan(yearly(north));
  });

  it("a pane loses some of what comes aslant, never more than comes", () => {
    for (const plane of ["south", "west", "north", "east"] as const) {
      const share = yearly(sky.paneSunWPerM2[plane]) / yearly(sky.sunWPerM2[plane]);
      expect(share).toBeGreaterThan(0.75);
      expect(share).toBeLessThan(0.95);
    }
  });
});
