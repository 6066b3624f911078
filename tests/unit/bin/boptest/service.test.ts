import { beforeAll, expect, test } from "vitest";
import { manualClock } from "#domain";
import { archetype, CLIMATES, syntheticWeather } from "#sim";
import { createService, type Service } from "../../../../bin/boptest/service.ts";

const weather = syntheticWeather({
  climate: "central-europe",
  seed: 1,
  startTs: Date.UTC(2023, 0, 1) - 3_600_000,
  stepS: 3_600,
  length: 60 * 24 + 1,
});
const model = archetype("de-sfh-08", { zones: "one" });
let service: Service;
beforeAll(() => {
  const input = { model, weather, site: CLIMATES["central-europe"], utcOffsetH: 1, seed: 1, version: "1.2.3" };
  service = createService(input, manualClock());
});

type Body = { status: number; message: string; payload: never };
const call = (method: string, path: string, body?: unknown) =>
  service.answer(method, path, body) as { status: number; body: Body };
const payload = <T>(method: string, path: string, body?: unknown): T => {
  const answer = call(method, path, body);
  expect(answer.status, answer.body.message).toBe(200);
  return answer.body.payload as T;
};
type Values = Record<string, number>;

test("says who it is", () => {
  expect(payload("GET", "/name")).toEqual({ name: "de-sfh-08" });
  expect(payload("GET", "/version")).toEqual({ version: "1.2.3" });
  expect(Object.keys(payload<object>("GET", "/measurements"))).toContain("house_reaTZon_y");
  expect(payload<Record<string, object>>("GET", "/inputs").house_oveTSetHea_u).toMatchObject({ Unit: "K", Minimum: 278.15 });
});

test("an overwritten set-point acts while it is activated, in kelvin", () => {
  payload("PUT", "/initialize", { start_time: 10 * 86_400, warmup_period: 7 * 86_400 });
  expect(payload("PUT", "/step", { step: 7_200 })).toEqual({ step: 7_200 });
  expect(payload("GET", "/step")).toBe(7_200);
  const advance = (body: Values) => payload<Values>("POST", "/advance", body);
  for (let k = 0; k < 11; k++) advance({ house_oveTSetHea_u: 297.15, house_oveTSetHea_activate: 1 });
  const warm = advance({ house_oveTSetHea_u: 297.15, house_oveTSetHea_activate: 1 });
  expect(warm.time).toBe(11 * 86_400);
  expect(warm.house_reaTZon_y).toBeGreaterThan(295.5);
  for (let k = 0; k < 12; k++) advance({ house_oveTSetHea_u: 288.15, house_oveTSetHea_activate: 0 });
  const idle = payload<Values>("POST", "/advance", { house_oveHea_u: 0, house_oveHea_activate: 1 });
  expect(idle.house_reaPHea_y).toBe(0);
});

test("the same test gives the same numbers, and results are what was measured", () => {
  const run = () => {
    payload("PUT", "/initialize", { start_time: 86_400, warmup_period: 86_400 });
    payload("PUT", "/step", { step: 900 });
    return Array.from({ length: 8 }, (_, k) =>
      payload<Values>("POST", "/advance", { house_oveHea_u: k / 8, house_oveHea_activate: 1 }),
    );
  };
  const once = run();
  expect(run()).toEqual(once);
  const results = payload<Record<string, number[]>>("PUT", "/results", {
    point_names: ["house_reaTZon_y", "house_oveHea_u"],
    start_time: 86_401,
    final_time: 1e9,
  });
  expect(results.time?.length).toBe(24);
  expect(results.house_reaTZon_y?.at(-1)).toBe(once.at(-1)?.house_reaTZon_y);
  expect(results.house_oveHea_u?.at(-1)).toBe(7 / 8);
});

test("a scenario begins its fortnight, and ends it", () => {
  const set = payload<{ time_period: Values }>("PUT", "/scenario", {
    time_period: "peak_heat_day",
    electricity_price: "dynamic",
  });
  expect(set.time_period.time! % 86_400).toBe(0);
  expect(payload("GET", "/scenario")).toMatchObject({ time_period: "peak_heat_day", electricity_price: "dynamic" });
  payload("PUT", "/step", { step: 86_400 });
  for (let k = 0; k < 14; k++) expect(payload<Values>("POST", "/advance", {}).time).toBeGreaterThan(0);
  expect(payload("POST", "/advance", {})).toEqual({});
  const kpi = payload<Values>("GET", "/kpi");
  expect(Object.keys(kpi).sort()).toEqual(
    ["cost_tot", "emis_tot", "ener_tot", "idis_tot", "pdih_tot", "pele_tot", "pgas_tot", "tdis_tot", "time_rat"].sort(),
  );
  expect(kpi.ener_tot).toBeGreaterThan(1);
  expect(kpi.pdih_tot).toBeNull();
});

test("forecasts are exact without uncertainty, and err from the second lead on with it", () => {
  const first = payload<Values>("PUT", "/initialize", { start_time: 0, warmup_period: 0 });
  expect(first.weaSta_reaWeaTDryBul_y).toBe(weather.columns.get("outdoorTempC")![0]! + 273.15);
  const ask = () =>
    payload<Record<string, number[]>>("PUT", "/forecast", { point_names: ["TDryBul"], horizon: 7_200, interval: 3_600 });
  const exact = ask();
  expect(exact.time).toEqual([0, 3_600, 7_200]);
  expect(exact.TDryBul).toEqual([0, 1, 2].map((i) => weather.columns.get("outdoorTempC")![i]! + 273.15));
  payload("PUT", "/scenario", { temperature_uncertainty: "high", seed: 3 });
  const wrong = ask();
  expect(wrong.TDryBul?.[0]).toBe(exact.TDryBul?.[0]);
  expect(wrong.TDryBul?.[2]).not.toBe(exact.TDryBul?.[2]);
  expect(ask()).toEqual(wrong);
});

test("tests by id do not know of each other", () => {
  const select = () => (call("POST", "/testcases/de-sfh-08/select").body as unknown as { testid: string }).testid;
  const [a, b] = [select(), select()];
  payload("PUT", `/step/${a}`, { step: 900 });
  expect(payload("GET", `/step/${b}`)).toBe(3_600);
  expect(call("PUT", `/stop/${a}`).status).toBe(200);
  expect(call("GET", `/step/${a}`).status).toBe(404);
});

test.each([
  ["POST", "/advance", { house_oveHea: 1 }, 400, /is no input/],
  ["POST", "/advance", { house_oveHea_u: "warm" }, 400, /house_oveHea_u/],
  ["POST", "/advance", [1, 2], 400, /body/],
  ["PUT", "/step", { step: 17 }, 400, /multiple of 300/],
  ["PUT", "/step", undefined, 400, /body/],
  ["PUT", "/initialize", { start_time: -1, warmup_period: 0 }, 400, /start_time/],
  ["PUT", "/initialize", { start_time: 3e7, warmup_period: 0 }, 400, /at most/],
  ["PUT", "/forecast", { point_names: ["TDryBulb"], horizon: 3_600, interval: 3_600 }, 400, /did you mean 'TDryBul'/],
  ["PUT", "/results", { point_names: ["__proto__"], start_time: 0, final_time: 1 }, 400, /is no point/],
  ["PUT", "/scenario", { time_period: "christmas" }, 400, /time_period/],
  ["DELETE", "/kpi", undefined, 405, /takes GET/],
  ["GET", "/nonsense", undefined, 404, /no verb/],
  ["GET", "/kpi/nobody", undefined, 404, /no test/],
  ["GET", "/%E0%A4%A", undefined, 400, /path is broken/],
])("%s %s with rubbish is answered in one line", (method, path, body, status, message) => {
  const answer = call(method, path, body);
  expect(answer.status).toBe(status);
  expect(answer.body.message).toMatch(message);
});

test("a value out of range is clipped and said", () => {
  const answer = call("POST", "/advance", { house_oveHea_u: 7, house_oveHea_activate: 1 });
  expect(answer.body.message).toContain("house_oveHea_u was 7 and is 1");
});
