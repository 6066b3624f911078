/** What Open-Meteo answers, read strictly: every hour that was asked for, each variable in its unit and range. */
import { oneLine, ZonecastError } from "#domain";
import type { Besides } from "./weather-file.ts";
import type { WeatherColumn } from "./weather-frame.ts";

export interface HoursAsked {
  readonly from: "archive" | "forecast";
  /** UTC ms of the midnights at which the first and the last day begin. */
  readonly firstDayTs: number;
  readonly lastDayTs: number;
}

export interface Hours {
  /** Of the terrain there, m; undefined where the answer does not say. */
  readonly elevationM: number | undefined;
  /** NaN where the answer says null. */
  readonly columns: ReadonlyMap<WeatherColumn | keyof Besides, Float64Array>;
}

interface Variable {
  readonly unit: string;
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  readonly column: WeatherColumn | keyof Besides;
}

/**
 * What we ask for, what it must be in, and where it goes. Radiation is the mean of the hour before, all else the state
 * at the hour, as in our frames. Source: Open-Meteo documentation, hourly parameters.
 */
const VARIABLES: Readonly<Record<string, Variable>> = {
  temperature_2m: { unit: "°C", scale: 1, min: -90, max: 65, column: "outdoorTempC" },
  relative_humidity_2m: { unit: "%", scale: 1, min: 0, max: 100, column: "relativeHumidityPct" },
  dew_point_2m: { unit: "°C", scale: 1, min: -100, max: 50, column: "dewPointC" },
  surface_pressure: { unit: "hPa", scale: 100, min: 300, max: 1200, column: "airPressurePa" },
  cloud_cover: { unit: "%", scale: 0.01, min: 0, max: 100, column: "cloudCover" },
  wind_speed_10m: { unit: "m/s", scale: 1, min: 0, max: 120, column: "windSpeedMPerS" },
  shortwave_radiation: { unit: "W/m²", scale: 1, min: 0, max: 1600, column: "globalIrradianceWPerM2" },
  direct_normal_irradiance: { unit: "W/m²", scale: 1, min: 0, max: 1600, column: "directNormalWPerM2" },
  diffuse_radiation: { unit: "W/m²", scale: 1, min: 0, max: 1200, column: "diffuseHorizontalWPerM2" },
};

export const VARIABLE_NAMES: readonly string[] = Object.keys(VARIABLES);

const HOUR_MS = 3_600_000;
const MOST_BYTES = 4_000_000;

export const notAsDue = (what: string): ZonecastError =>
  new ZonecastError("bad-file", `Open-Meteo's answer is not as due: ${what}`);

/** When a busy server wants to be asked again. */
export function waitHint(answer: Response): string {
  const seconds = Number(answer.headers.get("retry-after"));
  return seconds > 0 ? `try again in ${seconds} s` : "try again in a minute";
}

/** The answer's JSON, undefined where it is none. Throws `bad-file` for one that is too large to be ours. */
export async function bodyOf(answer: Response): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw notAsDue(`more than ${MOST_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Why it refused, in its own words, but never with the key. */
export function reasonOf(body: unknown, key?: string): string {
  if (!isRecord(body) || typeof body.reason !== "string") return "";
  return oneLine(key === undefined ? body.reason : body.reason.replaceAll(key, "(the key)"), 200);
}

/** The hours of an answer. Throws `bad-file` naming variable and hour. */
export function hoursOf(body: unknown, { firstDayTs, lastDayTs }: HoursAsked): Hours {
  if (!isRecord(body) || !isRecord(body.hourly) || !isRecord(body.hourly_units)) throw notAsDue("no hourly values");
  const { hourly, hourly_units: units, elevation } = body;
  const length = Math.round((lastDayTs - firstDayTs) / HOUR_MS) + 24;
  const times = hourly.time;
  if (!Array.isArray(times) || times.length !== length)
    throw notAsDue(`${Array.isArray(times) ? times.length : "no"} times, ${length} were asked for`);
  times.forEach((time, i) => {
    if (time !== (firstDayTs + i * HOUR_MS) / 1000)
      throw notAsDue(`time ${i} is ${oneLine(String(time), 40)}, ${(firstDayTs + i * HOUR_MS) / 1000} was asked for`);
  });
  const columns = new Map<WeatherColumn | keyof Besides, Float64Array>();
  for (const [name, variable] of Object.entries(VARIABLES)) {
    if (units[name] !== variable.unit)
      throw notAsDue(`${name} is in '${oneLine(String(units[name]), 20)}', not ${variable.unit}`);
    columns.set(variable.column, valuesOf(name, variable, hourly[name], length));
  }
  return { elevationM: typeof elevation === "number" && Math.abs(elevation) < 10_000 ? elevation : undefined, columns };
}

function valuesOf(name: string, { min, max, scale }: Variable, values: unknown, length: number): Float64Array {
  if (!Array.isArray(values) || values.length !== length) throw notAsDue(`${name} has not one value an hour`);
  return Float64Array.from(values, (value: unknown, i) => {
    if (value === null) return Number.NaN;
    if (typeof value !== "number") throw notAsDue(`${name} at hour ${i} is '${oneLine(String(value), 40)}', not a number`);
    if (!(value >= min && value <= max)) throw notAsDue(`${name} at hour ${i} is ${value}, outside ${min}..${max}`);
    return value * scale;
  });
}
