import { expect, test } from "vitest";
import { type SensorFacts, sensorSignal } from "../../../../devices/dialects/ha-signal.ts";

const facts = (given: Partial<SensorFacts>): SensorFacts => ({
  deviceClass: undefined,
  unit: undefined,
  stateClass: undefined,
  diagnostic: false,
  ownWords: "",
  deviceWords: "",
  ...given,
});

const signalOf = (given: Partial<SensorFacts>) => {
  const found = sensorSignal(facts(given));
  return typeof found === "string" ? undefined : found.signal;
};

test.each([
  ["temperature", "°C", "", "airTempC"],
  ["temperature", "°F", "living room", "airTempC"],
  ["temperature", "°C", "outdoor temperature", "outdoorTempC"],
  ["temperature", "°C", "flow temperature", "waterTempC"],
  ["humidity", "%", "", "relativeHumidityPct"],
  ["carbon_dioxide", "ppm", "", "co2Ppm"],
  ["power", "kW", "", "electricPowerW"],
  ["power", "W", "heat power", "heatingPowerW"],
  ["power", "W", "heat pump power", "electricPowerW"],
  ["energy", "kWh", "", "electricEnergyWh"],
  ["energy", "MWh", "heat energy", "heatEnergyWh"],
  ["energy", "kWh", "gas energy", "gasEnergyWh"],
  ["gas", "m³", "", "gasVolumeM3"],
  ["irradiance", "W/m²", "", "globalIrradianceWPerM2"],
  ["wind_speed", "km/h", "", "windSpeedMPerS"],
  ["atmospheric_pressure", "hPa", "", "airPressurePa"],
  ["pressure", "hPa", "", "airPressurePa"],
  ["voltage", "mV", "", "voltageV"],
  ["current", "A", "", "currentA"],
  ["battery", "%", "", "batteryPct"],
  [undefined, "°C", "", "airTempC"],
  [undefined, "kWh", "", "electricEnergyWh"],
  [undefined, "%", "valve position", "valvePct"],
  [undefined, "ppm", "co2", "co2Ppm"],
] as const)("%s in %s called '%s' is %s", (deviceClass, unit, ownWords, signal) => {
  expect(signalOf({ deviceClass, unit, ownWords })).toBe(signal);
});

test.each([
  ["temperature", "°C", "target temperature"],
  ["temperature", "°C", "temperature calibration"],
  ["temperature", "°C", "chip temperature"],
  ["temperature", "°C", "dew point"],
  ["energy", "kWh", "energy today"],
  ["energy", "kWh", "exported energy"],
  ["power", "var", "reactive power"],
  ["pressure", "bar", "water pressure"],
  ["temperature", "turnips", ""],
  ["temperature", undefined, ""],
  ["illuminance", "lx", ""],
  [undefined, "%", "progress"],
])("%s in %s called '%s' is no signal, and says why", (deviceClass, unit, ownWords) => {
  expect(sensorSignal(facts({ deviceClass, unit, ownWords }))).toMatch(/\w+ \w+/);
});

test("a temperature of the device itself is no room's", () => {
  expect(signalOf({ deviceClass: "temperature", unit: "°C", diagnostic: true })).toBeUndefined();
});

test("the name of a meter says what its energy is", () => {
  expect(signalOf({ deviceClass: "energy", unit: "kWh", deviceWords: "cellar heat meter" })).toBe("heatEnergyWh");
});

test("values are converted", () => {
  const found = sensorSignal(facts({ deviceClass: "energy", unit: "kWh" }));
  expect(typeof found === "string" ? found : found.convert(16.39)).toBe(16_390);
});
