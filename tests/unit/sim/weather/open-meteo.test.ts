/** Open-Meteo against a server on loopback: what is asked of whom, what becomes of it, and every way in which it can fail. */
import { expect, test } from "vitest";
import { column, manualClock, rowTs, systemClock } from "../../../../domain/index.ts";
import { type OpenMeteoOptions, openMeteo } from "../../../../sim/weather/open-meteo.ts";
import { fakeOpenMeteo, serveHttp } from "../../../support/open-meteo.ts";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 28, 9);
const days = (first: string, last: string) => ({ firstDayTs: Date.parse(`${first}Z`), lastDayTs: Date.parse(`${last}Z`) });
const berlin = { latitudeDeg: 52.5, longitudeDeg: 13.4, ...days("2026-01-01", "2026-01-03") };
const source = (server: string, more: Partial<OpenMeteoOptions> = {}) =>
  openMeteo({ fetch, clock: manualClock(NOW), server, ...more });

test("asks the archive for place, days and units; reads values at their hours in UTC", async () => {
  await using service = await fakeOpenMeteo();
  const { frame, gaps, format, site } = await source(`${service.url}/`).get(berlin);
  expect(service.asked.map(({ path }) => path)).toEqual(["/v1/archive"]);
  expect(Object.fromEntries(service.asked[0]?.query ?? [])).toMatchObject({
    latitude: "52.5",
    longitude: "13.4",
    start_date: "2026-01-01",
    end_date: "2026-01-03",
    wind_speed_unit: "ms",
    timeformat: "unixtime",
    timezone: "GMT",
  });
  expect(service.asked[0]?.query.has("elevation")).toBe(false);
  expect([format, frame.startTs, frame.stepS, frame.length]).toEqual(["open-meteo", berlin.firstDayTs, 3600, 72]);
  expect(site).toEqual({ name: "", latitudeDeg: 52.5, longitudeDeg: 13.4, elevationM: 38, utcOffsetH: 1 });
  expect(column(frame, "outdoorTempC")[0]).toBe(12.5);
  expect(column(frame, "airPressurePa")[71]).toBe(100_850);
  expect(column(frame, "skyTempC")[0]).toBeLessThan(12.5);
  expect(Object.values(gaps).every((n) => n === 0)).toBe(true);
});

test("a height of one's own is asked for and kept", async () => {
  await using service = await fakeOpenMeteo();
  const { site } = await source(service.url).get({ ...berlin, elevationM: 115, name: "Kreuzberg" });
  expect([site.elevationM, site.name, service.asked[0]?.query.get("elevation")]).toEqual([115, "Kreuzberg", "115"]);
});

test("years come from the archive one by one, the last week and what is ahead from the forecast, without a seam", async () => {
  await using service = await fakeOpenMeteo();
  const { frame, gaps } = await source(service.url).get({ ...berlin, ...days("2024-11-01", "2026-12-13") });
  expect(service.asked.map(({ path, query }) => [path, query.get("start_date"), query.get("end_date")])).toEqual([
    ["/v1/archive", "2024-11-01", "2025-11-01"],
    ["/v1/archive", "2025-11-02", "2026-11-02"],
    ["/v1/archive", "2026-11-03", "2026-11-20"],
    ["/v1/forecast", "2026-11-21", "2026-12-13"],
  ]);
  expect(rowTs(frame, frame.length - 1)).toBe(Date.UTC(2026, 11, 13, 23));
  expect(gaps.outdoorTempC).toBe(0);
});

test("what is all young is asked of the forecast alone", async () => {
  await using service = await fakeOpenMeteo();
  const { frame } = await source(service.url).get({ ...berlin, ...days("2026-11-25", "2026-11-25") });
  expect([service.asked.map(({ path }) => path), frame.length]).toEqual([["/v1/forecast"], 24]);
});

test("a customer's key goes to the customers' servers, or to the own one, and to nobody without it", async () => {
  await using service = await fakeOpenMeteo();
  const hosts: string[] = [];
  const away: OpenMeteoOptions["fetch"] = (url, init) => {
    const { host, pathname, search } = new URL(url);
    hosts.push(host);
    return fetch(`${service.url}${pathname}${search}`, init);
  };
  const both = { ...berlin, ...days("2026-11-18", "2026-11-25") };
  const clock = manualClock(NOW);
  await openMeteo({ fetch: away, clock, key: "s3cret&x" }).get(both);
  await openMeteo({ fetch: away, clock }).get(both);
  await source(service.url, { key: "s3cret&x" }).get(berlin);
  expect(hosts).toEqual([
    "customer-archive-api.open-meteo.com",
    "customer-api.open-meteo.com",
    "archive-api.open-meteo.com",
    "api.open-meteo.com",
  ]);
  expect(service.asked.map(({ query }) => query.get("apikey"))).toEqual(["s3cret&x", "s3cret&x", null, null, "s3cret&x"]);
});

test("a key is in no error, and does not travel where it would be overheard", async () => {
  const { url, server } = await serveHttp((incoming, response) => {
    response.writeHead(400, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ reason: `no customer has ${new URL(incoming.url ?? "", "http://x").searchParams.get("apikey")}` }),
    );
  });
  await expect(source(url, { key: "s3cret" }).get(berlin)).rejects.toMatchObject({
    message: "Open-Meteo refused: 400 no customer has (the key)",
  });
  server.close();
  expect(() => source("http://weather.example", { key: "s3cret" })).toThrow(
    expect.objectContaining({ code: "bad-config", message: "a key would be overheard on its way to weather.example" }),
  );
  expect(() => source("https://weather.example", { key: "s3cret" })).not.toThrow();
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

test.each([
  [days("2026-01-03", "2026-01-01"), "2026-01-03 to 2026-01-01 is no span"],
  [days("1939-12-31", "2026-01-01"), "no weather before 1940"],
  [days("2026-11-28", "2026-12-14"), "forecasts end at 2026-12-13"],
  [days("1980-01-01", "2026-01-01"), "longer than 40 years"],
  [{ firstDayTs: NOW, lastDayTs: NOW + DAY_MS }, "2026-11-28T09:00:00.000Z is not the beginning of a day"],
])("%o is not asked", async (span, message) => {
  await using service = await fakeOpenMeteo();
  await expect(source(service.url).get({ ...berlin, ...span })).rejects.toMatchObject({
    code: "bad-input",
    message: expect.stringContaining(message),
  });
  expect(service.asked).toEqual([]);
});

test("a refused question says why, on one line", async () => {
  await using service = await fakeOpenMeteo({ status: 400 });
  await expect(source(service.url).get(berlin)).rejects.toMatchObject({
    code: "bad-input",
    message: "Open-Meteo refused: 400 Value of latitude is out of range",
  });
});

test("a busy or broken server may be asked again", async () => {
  for (const status of [429, 503]) {
    await using service = await fakeOpenMeteo({ status });
    await expect(source(service.url).get(berlin)).rejects.toMatchObject({ code: "device-unreachable", retry: true });
  }
});

test("what is no JSON is a bad file", async () => {
  await using service = await fakeOpenMeteo({ spoil: () => "<html>" });
  await expect(source(service.url).get(berlin)).rejects.toMatchObject({ code: "bad-file", retry: false });
});

test("a silent server, and one that stops in the middle, are given up", async () => {
  for (const listener of [() => undefined, (_: unknown, r: { write: (text: string) => void }) => r.write('{"hourly":')]) {
    const { url, server } = await serveHttp(listener);
    const asked = source(url, { clock: systemClock, timeoutMs: 100 }).get(berlin);
    await expect(asked).rejects.toMatchObject({
      code: "device-unreachable",
      retry: true,
      message: `Open-Meteo (${new URL(url).host}): no answer within 100 ms`,
    });
    server.closeAllConnections();
    server.close();
  }
});

test("nobody there", async () => {
  const { url, server } = await serveHttp(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  await expect(source(url).get(berlin)).rejects.toMatchObject({
    code: "device-unreachable",
    message: `Open-Meteo (${new URL(url).host}): not reached`,
    hint: expect.stringContaining("check the network"),
  });
});
