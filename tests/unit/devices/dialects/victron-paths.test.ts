import { expect, test } from "vitest";
import { meaningOf, VALUE_FILTERS } from "../../../../devices/dialects/victron-paths.ts";
import { converterTo } from "../../../../devices/parse/unit.ts";
import { matcher } from "../../../../devices/topic-filter.ts";

const READ: readonly (readonly [service: string, path: string, signal: string, endpoint: string | undefined])[] = [
  ["grid", "Ac/Power", "electricPowerW", undefined],
  ["grid", "Ac/L2/Power", "electricPowerW", "L2"],
  ["grid", "Ac/L1/Voltage", "voltageV", "L1"],
  ["grid", "Ac/L1/Current", "currentA", "L1"],
  ["grid", "Ac/Energy/Forward", "electricEnergyWh", undefined],
  ["acload", "Ac/L3/Energy/Forward", "electricEnergyWh", "L3"],
  ["system", "Ac/Consumption/L1/Power", "electricPowerW", "consumption-L1"],
  ["temperature", "Humidity", "relativeHumidityPct", undefined],
  ["temperature", "Pressure", "airPressurePa", undefined],
  ["meteo", "Irradiance", "globalIrradianceWPerM2", undefined],
  ["meteo", "ExternalTemperature", "outdoorTempC", undefined],
];

test.each(READ)("%s %s is %s, in a unit that is known, and is listened to", (service, path, signal, endpoint) => {
  const meaning = meaningOf(service, path, undefined);
  expect(meaning).toMatchObject({ signal });
  if (typeof meaning !== "object") return;
  expect(meaning.endpoint).toBe(endpoint);
  expect(converterTo(meaning.signal, meaning.unit)).toBeDefined();
  expect(matcher(VALUE_FILTERS).matches(`N/c0619ab1/${service}/0/${path}`)).toBe(true);
});

test.each([
  [2, "airTempC"],
  [3, "airTempC"],
  [4, "outdoorTempC"],
  [5, "waterTempC"],
])("a temperature of type %d is %s", (type, signal) =>
  expect(meaningOf("temperature", "Temperature", type)).toMatchObject({ signal }),
);

test.each([
  ["temperature", "Temperature", undefined, "what it hangs on is not told yet"],
  ["temperature", "Temperature", 1, "neither air nor water"],
  ["pvinverter", "Ac/Power", undefined, "not what is used"],
  ["grid", "Ac/Energy/Reverse", undefined, undefined],
  ["battery", "Dc/0/Voltage", undefined, undefined],
  ["settings", "Settings/Vrmlogger/Url", undefined, undefined],
])("%s %s of type %s is not read: %s", (service, path, type, why) => expect(meaningOf(service, path, type)).toBe(why));
