/** Open-Meteo against a server on loopback: what is asked, what is read, and every way in which it can fail. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { column, systemClock } from "../../../../domain/index.ts";
import { openMeteo } from "../../../../sim/weather/open-meteo.ts";

const site = { name: "Here", latitudeDeg: 52.5, longitudeDeg: 13.4, elevationM: 40, utcOffsetH: 1 };
const request = { site, forecastDays: 2, pastDays: 1 };
const START_S = Date.UTC(2024, 4, 1) / 1000;
const N = 72;

const filled = (value: number | null) => new Array<number | null>(N).fill(value);
const answer = () => ({
  hourly_units: {
    time: "unixtime",
    temperature_2m: "°C",
    relative_humidity_2m: "%",
    dew_point_2m: "°C",
    surface_pressure: "hPa",
    cloud_cover: "%",
    wind_speed_10m: "m/s",
    shortwave_radiation: "W/m²",
    direct_normal_irradiance: "W/m²",
    diffuse_radiation: "W/m²",
  },
  hourly: {
    time: Array.from({ length: N }, (_, i) => START_S + 3600 * i),
    temperature_2m: filled(12.5),
    relative_humidity_2m: filled(60),
    dew_point_2m: filled(5),
    surface_pressure: filled(1008.5),
    cloud_cover: filled(50),
    wind_speed_10m: filled(3),
    shortwave_radiation: filled(100),
    direct_normal_irradiance: filled(50),
    diffuse_radiation: filled(80),
  },
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/forecast`;
}
const says =
  (body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
const source = (url: string, timeoutMs = 5000) => openMeteo({ fetch, clock: systemClock, url, timeoutMs });

test("asks for place, days and units; reads values at their hours in UTC", async () => {
  let asked = new URLSearchParams();
  const url = await serve((incoming, response) => {
    asked = new URL(incoming.url ?? "", "http://x").searchParams;
    says(answer())(incoming, response);
  });
  const { frame, gaps, format } = await source(url).get(request);
  expect(Object.fromEntries(asked)).toMatchObject({
    latitude: "52.5",
    longitude: "13.4",
    forecast_days: "2",
    past_days: "1",
    wind_speed_unit: "ms",
    timeformat: "unixtime",
    timezone: "GMT",
  });
  expect(asked.get("hourly")?.split(",")).toContain("direct_normal_irradiance");
  expect([format, frame.startTs, frame.stepS, frame.length]).toEqual(["open-meteo", START_S * 1000, 3600, N]);
  expect(column(frame, "outdoorTempC")[0]).toBe(12.5);
  expect(column(frame, "airPressurePa")[0]).toBe(100_850);
  expect(column(frame, "skyTempC")[0]).toBeLessThan(12.5);
  expect(Object.values(gaps).every((n) => n === 0)).toBe(true);
});

test("nothing is fetched before somebody asks", () => {
  let calls = 0;
  openMeteo({
    clock: systemClock,
    fetch: () => {
      calls++;
      return Promise.reject(new Error("no"));
    },
  });
  expect(calls).toBe(0);
});

test("null is a gap", async () => {
  const { frame, gaps } = await source(await serve(says(hourly("wind_speed_10m", [null, ...filled(3).slice(1)])))).get(request);
  expect(gaps.windSpeedMPerS).toBe(1);
  expect(column(frame, "windSpeedMPerS")[0]).toBeNaN();
});

const hourly = (name: string, values: unknown) => ({ ...answer(), hourly: { ...answer().hourly, [name]: values } });
const inUnit = (name: string, unit: string) => ({ ...answer(), hourly_units: { ...answer().hourly_units, [name]: unit } });
const times = Array.from({ length: N }, (_, i) => START_S + 3600 * i);

test.each([
  ["another unit", inUnit("wind_speed_10m", "km/h"), "wind_speed_10m is in 'km/h', not m/s"],
  ["a short column", hourly("cloud_cover", [1]), "cloud_cover has not one value an hour"],
  ["a missing column", hourly("diffuse_radiation", undefined), "diffuse_radiation has not one value an hour"],
  ["a text for a number", hourly("cloud_cover", filled(50).map(String)), "cloud_cover at hour 0 is '50', not a number"],
  ["an impossible value", hourly("temperature_2m", filled(700)), "temperature_2m at hour 0 is 700, outside -90..65"],
  ["a jump in time", hourly("time", [START_S, ...times.slice(2), START_S]), "time 1 is not an hour after"],
  ["no times", hourly("time", []), "no times"],
  ["no hours", { hello: 1 }, "no hourly values"],
  ["no object", 5, "no hourly values"],
  ["no JSON", "<html>", "not JSON"],
])("an answer with %s is a bad file", async (_, body, message) => {
  await expect(source(await serve(says(body))).get(request)).rejects.toMatchObject({
    code: "bad-file",
    retry: false,
    message: expect.stringContaining(message),
  });
});

test.each([
  [429, { "retry-after": "30" }, "try again in 30 s"],
  [503, {}, "try again in a minute"],
])("a busy server (%i) may be asked again", async (status, headers, hint) => {
  await expect(source(await serve(says({}, status, headers))).get(request)).rejects.toMatchObject({
    code: "device-unreachable",
    retry: true,
    hint,
  });
});

test("a refused question says why, on one line", async () => {
  const url = await serve(says({ error: true, reason: "Latitude must be\nin range" }, 400));
  await expect(source(url).get(request)).rejects.toMatchObject({
    code: "bad-input",
    message: "Open-Meteo refused: 400 Latitude must be in range",
  });
});

test("a silent server, and one that stops in the middle, are given up", async () => {
  const silent = await serve(() => {});
  const halting = await serve((_, response) => void response.writeHead(200).write('{"hourly":'));
  for (const url of [silent, halting])
    await expect(source(url, 100).get(request)).rejects.toMatchObject({
      code: "device-unreachable",
      retry: true,
      message: "Open-Meteo: no answer within 100 ms",
    });
});

test("nobody there", async () => {
  const url = await serve(says({}));
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  await expect(source(url).get(request)).rejects.toMatchObject({ code: "device-unreachable", retry: true });
});

test.each([{ forecastDays: 0 }, { forecastDays: 17 }, { pastDays: 93 }, { pastDays: 0.5 }])("%o is not asked", async (change) => {
  let calls = 0;
  const url = await serve(() => calls++);
  await expect(source(url).get({ ...request, ...change })).rejects.toMatchObject({ code: "bad-input" });
  expect(calls).toBe(0);
});
