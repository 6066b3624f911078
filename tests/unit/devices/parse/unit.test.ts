import fc from "fast-check";
import { expect, test } from "vitest";
import { converterFrom, converterTo } from "../../../../devices/parse/unit.ts";

test.each([
  ["airTempC", "℃", 21.34, 21.34],
  ["airTempC", "C", 21.34, 21.34],
  ["airTempC", "°F", 69, 20.5555555556],
  ["airTempC", "K", 293.15, 20],
  ["electricEnergyWh", "kWh", 16.39, 16_390],
  ["electricEnergyWh", "MWh", 1.5, 1_500_000],
  ["heatEnergyWh", "GJ", 3.6, 1_000_000],
  ["electricPowerW", "kW", 0.3, 300],
  ["voltageV", "mV", 3000, 3],
  ["airPressurePa", "hPa", 1002.1, 100_210],
  ["gasVolumeM3", "m³", 7.25, 7.25],
  ["gasVolumeM3", "L", 7250, 7.25],
  ["windSpeedMPerS", "km/h", 36, 10],
  ["globalIrradianceWPerM2", "W/m²", 800, 800],
] as const)("%s from %s: %d is %d", (signal, unit, foreign, canonical) =>
  expect(converterTo(signal, unit)?.(foreign)).toBe(canonical),
);

test("a unit of another quantity, or of none that we know, is not guessed", () => {
  expect(converterTo("airTempC", "kWh")).toBeUndefined();
  expect(converterTo("airTempC", "")).toBeUndefined();
  expect(converterTo("electricPowerW", "VA")).toBeUndefined();
  expect(converterTo("windowOpen", "%")).toBeUndefined();
  expect(converterTo("airTempC", "__proto__")).toBeUndefined();
});

test("mW and MW are a factor of a thousand million apart", () => {
  expect(converterTo("electricPowerW", "mW")?.(1000)).toBe(1);
  expect(converterTo("electricPowerW", "MW")?.(1)).toBe(1e6);
});

test("there and back is the same value", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(["airTempC", "°F"] as const, ["electricEnergyWh", "kWh"] as const, ["voltageV", "mV"] as const),
      fc.integer({ min: -10_000, max: 1_000_000 }),
      ([signal, unit], hundredths) => {
        const foreign = hundredths / 100;
        const canonical = converterTo(signal, unit)?.(foreign) ?? Number.NaN;
        expect(converterFrom(signal, unit)?.(canonical)).toBeCloseTo(foreign, 6);
      },
    ),
  );
});
