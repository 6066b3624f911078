/** A server on loopback that answers as Open-Meteo's documentation shows: its archive and its forecast, in unixtime. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeOpenMeteo {
  readonly url: string;
  /** Path and question of each request. */
  readonly asked: { readonly path: string; readonly query: URLSearchParams }[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

const UNITS: Readonly<Record<string, string>> = {
  temperature_2m: "°C",
  relative_humidity_2m: "%",
  dew_point_2m: "°C",
  surface_pressure: "hPa",
  cloud_cover: "%",
  wind_speed_10m: "m/s",
  shortwave_radiation: "W/m²",
  direct_normal_irradiance: "W/m²",
  diffuse_radiation: "W/m²",
};
const VALUES: Readonly<Record<string, number>> = {
  temperature_2m: 12.5,
  relative_humidity_2m: 60,
  dew_point_2m: 5,
  surface_pressure: 1008.5,
  cloud_cover: 50,
  wind_speed_10m: 3,
  shortwave_radiation: 100,
  direct_normal_irradiance: 50,
  diffuse_radiation: 80,
};

/** The object that the service documents, for the days and variables of a question. */
export function openMeteoAnswer(query: URLSearchParams): Record<string, unknown> & { hourly: Record<string, unknown> } {
  const [from, to] = ["start_date", "end_date"].map((name) => Date.parse(`${query.get(name)}T00:00:00Z`) / 1000);
  const hours = ((to ?? 0) - (from ?? 0)) / 3600 + 24;
  const names = (query.get("hourly") ?? "").split(",");
  return {
    latitude: Number(query.get("latitude")) + 0.02,
    longitude: Number(query.get("longitude")) - 0.01,
    generationtime_ms: 2.21,
    utc_offset_seconds: 0,
    timezone: "GMT",
    timezone_abbreviation: "GMT",
    elevation: 38,
    hourly_units: { time: "unixtime", ...Object.fromEntries(names.map((name) => [name, UNITS[name]])) },
    hourly: {
      time: Array.from({ length: hours }, (_, i) => (from ?? 0) + 3600 * i),
      ...Object.fromEntries(names.map((name) => [name, new Array(hours).fill(VALUES[name])])),
    },
  };
}

export async function serveHttp(listener: RequestListener): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** `spoil` changes answers; `status` other than 200 is sent with a reason instead of hours. */
export async function fakeOpenMeteo(
  options: { readonly spoil?: (answer: ReturnType<typeof openMeteoAnswer>) => unknown; readonly status?: number } = {},
): Promise<FakeOpenMeteo> {
  const { spoil = (answer) => answer, status = 200 } = options;
  const asked: FakeOpenMeteo["asked"] = [];
  const { url, server } = await serveHttp((incoming, response) => {
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? "", "http://x");
    asked.push({ path, query });
    const body = status === 200 ? spoil(openMeteoAnswer(query)) : { error: true, reason: "Value of latitude is\nout of range" };
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return {
    url,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
