/** Weather from Open-Meteo, the one source that goes on line: only when it is asked, through the `fetch` that it is given. */
import { type Clock, isZonecastError, oneLine, ZonecastError } from "#domain";
import { type Besides, noBesides, sealWeather, type WeatherFile, type WeatherSite } from "./weather-file.ts";
import { emptyWeather, type WeatherColumn } from "./weather-frame.ts";

export interface OpenMeteoOptions {
  /** What goes on line, such as the global `fetch`. */
  readonly fetch: (url: string, init: { signal: AbortSignal }) => Promise<Response>;
  readonly clock: Clock;
  /** Default `https://api.open-meteo.com/v1/forecast`; an own or a paid server has the same interface. */
  readonly url?: string;
  /** Longest wait for a whole answer, ms. Default 10,000. */
  readonly timeoutMs?: number;
}

export interface OpenMeteoRequest {
  readonly site: WeatherSite;
  /** Days from today on, UTC, 1..16. */
  readonly forecastDays: number;
  /** Days before today, 0..92. */
  readonly pastDays: number;
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

const HOUR_MS = 3_600_000;
const MOST_ROWS = (16 + 92) * 24;
const MOST_BYTES = 4_000_000;

/** Fetches hourly weather, past and forecast. Data are CC BY 4.0: name Open-Meteo where they are shown. */
export interface OpenMeteo {
  /**
   * Throws `device-unreachable` (retry: true) when there is no whole answer in time or the server is busy or broken,
   * `bad-input` when it refuses the question, `bad-file` when its answer is not what it should be.
   */
  get(request: OpenMeteoRequest): Promise<WeatherFile>;
}

export function openMeteo(options: OpenMeteoOptions): OpenMeteo {
  const { fetch, clock, url = "https://api.open-meteo.com/v1/forecast", timeoutMs = 10_000 } = options;
  return {
    async get(request) {
      checkRequest(request);
      const body = await ask(`${url}?${queryOf(request)}`);
      return fileOf(body, request.site);
    },
  };

  async function ask(address: string): Promise<unknown> {
    const abort = new AbortController();
    const stop = clock.after(timeoutMs, () => abort.abort());
    try {
      const answer = await fetch(address, { signal: abort.signal });
      const text = await answer.text();
      if (answer.status === 429 || answer.status >= 500) throw unreachable(`answered ${answer.status}`, waitHint(answer));
      if (text.length > MOST_BYTES) throw notAsDue(`${text.length} bytes`);
      const body = parse(text);
      if (!answer.ok) throw new ZonecastError("bad-input", `Open-Meteo refused: ${answer.status} ${reasonOf(body)}`);
      if (body === undefined) throw notAsDue("not JSON");
      return body;
    } catch (e) {
      if (isZonecastError(e)) throw e;
      const why = abort.signal.aborted ? `no answer within ${timeoutMs} ms` : "not reached";
      throw unreachable(why, "check the network, then try again; files and synthetic weather need none", e);
    } finally {
      stop();
    }
  }
}

const unreachable = (why: string, hint: string, cause?: unknown) =>
  new ZonecastError("device-unreachable", `Open-Meteo: ${why}`, { retry: true, hint, cause });
const notAsDue = (what: string) => new ZonecastError("bad-file", `Open-Meteo's answer is not as due: ${what}`);

function waitHint(answer: Response): string {
  const seconds = Number(answer.headers.get("retry-after"));
  return seconds > 0 ? `try again in ${seconds} s` : "try again in a minute";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const reasonOf = (body: unknown): string => (isRecord(body) && typeof body.reason === "string" ? oneLine(body.reason, 200) : "");

function checkRequest({ forecastDays, pastDays }: OpenMeteoRequest): void {
  if (!(Number.isInteger(forecastDays) && forecastDays >= 1 && forecastDays <= 16))
    throw new ZonecastError("bad-input", `forecastDays is ${forecastDays}, not a whole number of 1..16`);
  if (!(Number.isInteger(pastDays) && pastDays >= 0 && pastDays <= 92))
    throw new ZonecastError("bad-input", `pastDays is ${pastDays}, not a whole number of 0..92`);
}

const queryOf = ({ site, forecastDays, pastDays }: OpenMeteoRequest): string =>
  new URLSearchParams({
    latitude: String(site.latitudeDeg),
    longitude: String(site.longitudeDeg),
    elevation: String(site.elevationM),
    hourly: Object.keys(VARIABLES).join(","),
    wind_speed_unit: "ms",
    timeformat: "unixtime",
    timezone: "GMT",
    forecast_days: String(forecastDays),
    past_days: String(pastDays),
  }).toString();

function fileOf(body: unknown, site: WeatherSite): WeatherFile {
  if (!isRecord(body) || !isRecord(body.hourly) || !isRecord(body.hourly_units)) throw notAsDue("no hourly values");
  const { hourly, hourly_units: units } = body;
  const times = hourly.time;
  if (!Array.isArray(times) || times.length < 1 || times.length > MOST_ROWS) throw notAsDue("no times");
  const startTs = Number(times[0]) * 1000;
  times.forEach((time, i) => {
    if (typeof time !== "number" || time * 1000 !== startTs + i * HOUR_MS)
      throw notAsDue(`time ${i} is not an hour after the one before`);
  });

  const arrays = emptyWeather(times.length);
  const besides = noBesides(times.length);
  const columns: Readonly<Record<WeatherColumn | keyof Besides, Float64Array>> = { ...arrays, ...besides };
  for (const [name, variable] of Object.entries(VARIABLES)) {
    const values = hourly[name];
    if (units[name] !== variable.unit)
      throw notAsDue(`${name} is in '${oneLine(String(units[name]), 20)}', not ${variable.unit}`);
    if (!Array.isArray(values) || values.length !== times.length) throw notAsDue(`${name} has not one value an hour`);
    values.forEach((value, i) => {
      if (value === null) return;
      if (typeof value !== "number") throw notAsDue(`${name} at hour ${i} is '${oneLine(String(value), 40)}', not a number`);
      if (!(value >= variable.min && value <= variable.max))
        throw notAsDue(`${name} at hour ${i} is ${value}, outside ${variable.min}..${variable.max}`);
      columns[variable.column][i] = value * variable.scale;
    });
  }
  return sealWeather("open-meteo", site, { startTs, stepS: 3600, length: times.length }, arrays, besides);
}
