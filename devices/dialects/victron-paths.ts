/** The D-Bus paths of a Victron installation that we read: which of them are which signals, by the kind of service. */
import type { SignalId } from "#domain";

export interface Row {
  readonly signal: SignalId;
  readonly unit: string;
  /** Tells phases apart. */
  readonly endpoint?: string | undefined;
}

/** Services that take electricity, seen from the house: their power and their counter forward are what is used. */
const USERS = new Set(["grid", "genset", "acload", "heatpump", "evcharger"]);

const METER: ReadonlyMap<string, Row> = new Map<string, Row>([
  ["Power", { signal: "electricPowerW", unit: "W" }],
  ["Voltage", { signal: "voltageV", unit: "V" }],
  ["Current", { signal: "currentA", unit: "A" }],
  ["Energy/Forward", { signal: "electricEnergyWh", unit: "kWh" }],
]);

const SENSOR: ReadonlyMap<string, Row> = new Map<string, Row>([
  ["Humidity", { signal: "relativeHumidityPct", unit: "%" }],
  ["Pressure", { signal: "airPressurePa", unit: "hPa" }],
  ["CO2", { signal: "co2Ppm", unit: "ppm" }],
]);

const WEATHER: ReadonlyMap<string, Row> = new Map<string, Row>([
  ["Irradiance", { signal: "globalIrradianceWPerM2", unit: "W/m²" }],
  ["ExternalTemperature", { signal: "outdoorTempC", unit: "°C" }],
  ["WindSpeed", { signal: "windSpeedMPerS", unit: "m/s" }],
]);

/** `/TemperatureType`: what a temperature sensor hangs on. A battery, a fridge and a freezer are none of ours. */
const TEMPERATURE_OF_TYPE: ReadonlyMap<number, SignalId> = new Map<number, SignalId>([
  [2, "airTempC"],
  [3, "airTempC"],
  [4, "outdoorTempC"],
  [5, "waterTempC"],
]);

/** Filters that hear what this table reads, and the names of what is there; `N/+/#` would be everything every second. */
export const VALUE_FILTERS = [
  "N/+/+/+/Ac/Power",
  "N/+/+/+/Ac/+/Power",
  "N/+/+/+/Ac/+/Voltage",
  "N/+/+/+/Ac/+/Current",
  "N/+/+/+/Ac/Energy/Forward",
  "N/+/+/+/Ac/+/Energy/Forward",
  "N/+/system/+/Ac/Consumption/+/Power",
  "N/+/temperature/+/+",
  "N/+/meteo/+/+",
  "N/+/+/+/CustomName",
  "N/+/+/+/ProductName",
] as const;

/** What `path` of a service means; in words why it is no signal; undefined for what needs no mention. */
export function meaningOf(service: string, path: string, temperatureType: number | undefined): Row | string | undefined {
  const [, phase, quantity = ""] = /^Ac\/(?:(L[1-3])\/)?(.+)$/.exec(path) ?? [];
  if (service === "system") {
    const used = /^Ac\/Consumption\/(L[1-3])\/Power$/.exec(path)?.[1];
    return used === undefined ? undefined : { signal: "electricPowerW", unit: "W", endpoint: `consumption-${used}` };
  }
  if (service === "temperature" && path === "Temperature") return temperature(temperatureType);
  if (service === "temperature") return SENSOR.get(path);
  if (service === "meteo") return WEATHER.get(path);
  const row = METER.get(quantity);
  if (!row) return undefined;
  if (!USERS.has(service)) return "not what is used";
  return { ...row, endpoint: phase };
}

function temperature(type: number | undefined): Row | string {
  if (type === undefined) return "what it hangs on is not told yet";
  const signal = TEMPERATURE_OF_TYPE.get(type);
  return signal ? { signal, unit: "°C" } : "neither air nor water";
}
