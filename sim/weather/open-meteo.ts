/** Weather from Open-Meteo, the one source that goes on line: only when it is asked, through the `fetch` that it is given. */
import { type Clock, isZonecastError, ZonecastError } from "#domain";
import { bodyOf, type HoursAsked, hoursOf, notAsDue, reasonOf, VARIABLE_NAMES, waitHint } from "./open-meteo-answer.ts";
import { noBesides, sealWeather, type WeatherFile } from "./weather-file.ts";
import { emptyWeather } from "./weather-frame.ts";

export interface OpenMeteoOptions {
  /** What goes on line, such as the global `fetch`. */
  readonly fetch: (url: string, init: { signal: AbortSignal }) => Promise<Response>;
  readonly clock: Clock;
  /** An own server, which answers `/v1/archive` and `/v1/forecast`. Default: the public ones. */
  readonly server?: string;
  /** Of a customer, whose questions go to the customers' servers, or to `server`. It is told to nobody else, and never in an error. */
  readonly key?: string;
  /** Longest wait for one whole answer, ms. Default 30,000. */
  readonly timeoutMs?: number;
}

export interface OpenMeteoRequest {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** Default: what Open-Meteo's terrain says. */
  readonly elevationM?: number;
  readonly name?: string;
  /** First and last day, UTC ms of their midnights; both are fetched whole. */
  readonly firstDayTs: number;
  readonly lastDayTs: number;
}

/** Fetches hourly weather, past and forecast. Data are CC BY 4.0: name Open-Meteo where they are shown. */
export interface OpenMeteo {
  /**
   * Throws `device-unreachable` (retry: true) when there is no whole answer in time or the server is busy or broken,
   * `bad-input` when days or place cannot be asked for or the server refuses the question, `bad-file` when its answer is
   * not what it should be.
   */
  get(request: OpenMeteoRequest): Promise<WeatherFile>;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The archive lags by up to a week; what is younger comes from the forecast, which also keeps the last three months. */
const ARCHIVE_LAG_DAYS = 7;
const FORECAST_DAYS = 16;
/** One question of the archive; a year of hours is half a megabyte. */
const MOST_DAYS_AT_ONCE = 366;
const MOST_DAYS = 40 * 366;
const FIRST_DAY_TS = Date.UTC(1940, 0, 1);

/** Hosts by what is asked. Source: Open-Meteo documentation, "API key". */
const CUSTOMERS = {
  archive: "https://customer-archive-api.open-meteo.com",
  forecast: "https://customer-api.open-meteo.com",
} as const;
const PUBLIC = { archive: "https://archive-api.open-meteo.com", forecast: "https://api.open-meteo.com" } as const;

const dayName = (ts: number): string => new Date(ts).toISOString().slice(0, 10);

/** Throws `bad-config` for a key that would travel where it can be overheard. */
export function openMeteo(options: OpenMeteoOptions): OpenMeteo {
  const { fetch, clock, server, key, timeoutMs = 30_000 } = options;
  if (key !== undefined && server !== undefined && !isPrivate(server))
    throw new ZonecastError("bad-config", `a key would be overheard on its way to ${new URL(server).host}`, {
      hint: "name the server with https://",
    });
  return {
    async get(request) {
      const pieces = piecesOf(request, Math.floor(clock.now() / DAY_MS) * DAY_MS);
      const length = Math.round((request.lastDayTs - request.firstDayTs) / HOUR_MS) + 24;
      const arrays = emptyWeather(length);
      const besides = noBesides(length);
      const into = { ...arrays, ...besides };
      let { elevationM } = request;
      let row = 0;
      for (const piece of pieces) {
        const root = server?.replace(/\/+$/, "") ?? (key === undefined ? PUBLIC : CUSTOMERS)[piece.from];
        const body = await ask(`${root}/v1/${piece.from}?${queryOf(request, piece, key)}`);
        const { columns, elevationM: terrainM } = hoursOf(body, piece);
        for (const [name, values] of columns) into[name].set(values, row);
        elevationM ??= terrainM;
        row += Math.round((piece.lastDayTs - piece.firstDayTs) / HOUR_MS) + 24;
      }
      const { latitudeDeg, longitudeDeg, name = "" } = request;
      const utcOffsetH = Math.round(longitudeDeg / 15);
      const site = { name, latitudeDeg, longitudeDeg, elevationM: elevationM ?? 0, utcOffsetH };
      return sealWeather("open-meteo", site, { startTs: request.firstDayTs, stepS: 3600, length }, arrays, besides);
    },
  };

  async function ask(address: string): Promise<unknown> {
    const abort = new AbortController();
    const stop = clock.after(timeoutMs, () => abort.abort());
    const { host } = new URL(address);
    const unreachable = (why: string, hint: string, cause?: unknown) =>
      new ZonecastError("device-unreachable", `Open-Meteo (${host}): ${why}`, { retry: true, hint, cause });
    try {
      const answer = await fetch(address, { signal: abort.signal });
      const body = await bodyOf(answer);
      if (answer.status === 429 || answer.status >= 500) throw unreachable(`answered ${answer.status}`, waitHint(answer));
      if (!answer.ok) throw new ZonecastError("bad-input", `Open-Meteo refused: ${answer.status} ${reasonOf(body, key)}`);
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

/** What is asked of whom: years of the archive one by one, then what it does not know yet. */
function piecesOf({ firstDayTs, lastDayTs }: OpenMeteoRequest, todayTs: number): readonly HoursAsked[] {
  const refuse = (message: string, hint?: string) => new ZonecastError("bad-input", message, hint === undefined ? {} : { hint });
  for (const ts of [firstDayTs, lastDayTs])
    if (!Number.isInteger(ts / DAY_MS)) throw refuse(`${new Date(ts).toISOString()} is not the beginning of a day, UTC`);
  const words = `${dayName(firstDayTs)} to ${dayName(lastDayTs)}`;
  if (lastDayTs < firstDayTs) throw refuse(`${words} is no span: the last day is before the first`);
  if (firstDayTs < FIRST_DAY_TS) throw refuse(`${words}: Open-Meteo knows no weather before 1940-01-01`);
  const latest = todayTs + (FORECAST_DAYS - 1) * DAY_MS;
  if (lastDayTs > latest) throw refuse(`${words}: forecasts end at ${dayName(latest)}`, "typical years come as EPW files");
  if (lastDayTs - firstDayTs >= MOST_DAYS * DAY_MS) throw refuse(`${words} is longer than 40 years`);
  const seam = Math.min(lastDayTs + DAY_MS, Math.max(firstDayTs, todayTs - ARCHIVE_LAG_DAYS * DAY_MS));
  const pieces: HoursAsked[] = [];
  for (let from = firstDayTs; from < seam; from += MOST_DAYS_AT_ONCE * DAY_MS)
    pieces.push({
      from: "archive",
      firstDayTs: from,
      lastDayTs: Math.min(from + MOST_DAYS_AT_ONCE * DAY_MS, seam) - DAY_MS,
    });
  if (seam <= lastDayTs) pieces.push({ from: "forecast", firstDayTs: seam, lastDayTs });
  return pieces;
}

/** Whether nobody on the way reads what is sent there: over TLS, or within this machine. */
function isPrivate(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return protocol === "https:" || hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

const queryOf = (
  { latitudeDeg, longitudeDeg, elevationM }: OpenMeteoRequest,
  { firstDayTs, lastDayTs }: HoursAsked,
  key: string | undefined,
): string =>
  new URLSearchParams({
    latitude: String(latitudeDeg),
    longitude: String(longitudeDeg),
    ...(elevationM === undefined ? {} : { elevation: String(elevationM) }),
    start_date: dayName(firstDayTs),
    end_date: dayName(lastDayTs),
    hourly: VARIABLE_NAMES.join(","),
    wind_speed_unit: "ms",
    timeformat: "unixtime",
    timezone: "GMT",
    ...(key === undefined ? {} : { apikey: key }),
  }).toString();
