/** What no dialect knows, as an integrator meets it on the real server: seen, mapped, read again, kept over restarts, gone for good. */
import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  auditSchema,
  mappingPreviewSchema,
  mappingsSchema,
  problemSchema,
  rejectionsSchema,
  reprocessedSchema,
  seriesSchema,
} from "#domain";
import { openLive } from "../support/live-client.ts";
import { type Server, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

let server: Server;
let publisher: MqttClient;
const connect = async () => {
  publisher = await mqtt.connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`, { reconnectPeriod: 200 });
};
beforeAll(async () => {
  server = await startServer();
  await connect();
});
afterAll(async () => {
  await publisher?.endAsync(true);
  await server?.[Symbol.asyncDispose]();
});

const get = async (path: string): Promise<unknown> => (await fetch(`${server.url}${path}`)).json();
const send = (method: string, path: string, body?: unknown) =>
  fetch(`${server.url}${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const say = (topic: string, payload: unknown) => publisher.publishAsync(topic, JSON.stringify(payload), { qos: 1 });
const rejected = async (topic: string) =>
  rejectionsSchema.parse(await get("/api/rejections?limit=500")).rejections.filter((r) => r.topic === topic);
const deviceIds = async () => {
  const live = await openLive(server.url);
  const ids = live.snapshot().devices.map((d) => d.id);
  live.close();
  return ids;
};

const TOPIC = "plant/2/Hall A/climate";
const mapping = {
  id: "halls",
  topicPattern: "plant/+/{zone}/climate",
  valuePath: "values[0].t",
  building: "mill",
  zone: "{zone}",
  signal: "airTempC",
  unit: "°F",
};
const payload = (fahrenheit: number) => ({ values: [{ t: fahrenheit }] });

test("T33: a topic of nobody is seen, previewed, mapped, read again with the time at which it came, and live from then on", async () => {
  const before = Date.now();
  await say(TOPIC, payload(68));
  const [found] = await until("the rejection", async () => {
    const list = await rejected(TOPIC);
    return list.length > 0 && list;
  });
  expect(found).toMatchObject({ reason: "unknown-topic", raw: JSON.stringify(payload(68)) });

  const preview = mappingPreviewSchema.parse(await (await send("POST", "/api/mappings/preview", { mapping })).json());
  expect(preview).toMatchObject({ matched: 1, read: 1, readings: [{ topic: TOPIC, reading: { zone: "hall-a", value: 20 } }] });
  expect(mappingsSchema.parse(await get("/api/mappings")).mappings).toEqual([]);
  const asked = { mapping, messages: [{ topic: "plant/3/b/climate", payload: JSON.stringify(payload(212)) }] };
  expect(await (await send("POST", "/api/mappings/preview", asked)).json()).toMatchObject({
    problems: [{ reason: "out-of-range" }],
  });

  const saved = mappingsSchema.parse(await (await send("POST", "/api/mappings", mapping)).json());
  expect(saved.mappings).toMatchObject([{ id: "halls", scale: 1, offset: 0 }]);
  const done = reprocessedSchema.parse(
    await (await send("POST", "/api/rejections/reprocess", { topicFilter: "plant/#" })).json(),
  );
  expect(done).toMatchObject({ messages: 1, readings: 1, refused: 0, unreadable: 0, mended: [{ topic: TOPIC }] });
  expect(await rejected(TOPIC)).toEqual([]);

  await say(TOPIC, payload(77));
  const live = await openLive(server.url);
  const point = await until("the live value", () =>
    [...live.points().values()].find((p) => p.zone === "hall-a" && p.value === 25),
  );
  live.close();
  const query = new URLSearchParams({ building: "mill", zone: "hall-a", signal: "airTempC", source: point.source });
  const series = seriesSchema.parse(await get(`/api/series?${query}&fromTs=${before - 1}&toTs=${Date.now() + 1}`));
  expect(series.mean).toEqual([20, 25]);
  expect(series.ts[0]).toBe(found?.at);
  await until("the device is shown, alone", async () => (await deviceIds()).join() === point.source);
  expect(point.source).toMatch(/^mapping:halls:2:[0-9a-f]{8}$/);

  const { entries } = auditSchema.parse(await get("/api/audit"));
  expect(entries.map((e) => e.action)).toEqual(["rejections read again", "mapping saved"]);
});

test("a mapping that is wrong is refused with a reason, one that is not there is not found, and nothing changes", async () => {
  for (const [wrong, why] of [
    [{ ...mapping, unit: "W" }, /unit: 'W' is not known for airTempC/],
    [{ ...mapping, topicPattern: "#" }, /topicPattern/],
    [{ ...mapping, zone: "{room}" }, /no segment \{room\}/],
    [{ ...mapping, valuePath: "a[" }, /path 'a\[' is not understood/],
    [{ ...mapping, extra: 1 }, /extra/],
  ] as const) {
    const answer = await send("POST", "/api/mappings", wrong);
    expect([answer.status, problemSchema.parse(await answer.json()).error.message]).toEqual([422, expect.stringMatching(why)]);
  }
  expect((await send("DELETE", "/api/mappings/nothing")).status).toBe(404);
  expect((await send("POST", "/api/rejections/reprocess", { topicFilter: 5 })).status).toBe(422);
  expect(mappingsSchema.parse(await get("/api/mappings")).mappings).toHaveLength(1);
});

test("a mapping is there after a restart; a device whose mapping went is not, and stays away over the next one", async () => {
  await publisher.endAsync(true);
  await server.restart();
  await connect();
  const [before] = await deviceIds();
  expect(before).toMatch(/^mapping:halls:/);
  await say(TOPIC, payload(86));
  const live = await openLive(server.url);
  await until("it is read", () => [...live.points().values()].some((p) => p.source === before && p.value === 30));
  expect((await send("DELETE", "/api/mappings/halls")).status).toBe(200);
  await until("the browser is told", () => live.deltas().some((d) => d.gone?.includes(before ?? "")));
  live.close();
  await say(TOPIC, payload(68));
  await until("it is unknown again", async () => (await rejected(TOPIC)).length > 0);

  const announce = "zonecast/in/mill/yard/box/announce";
  await say(announce, { name: "Box" });
  await until("it is known", async () => (await deviceIds()).includes("plain:mill.yard.box"));
  await publisher.publishAsync(announce, "", { qos: 1 });
  await until("it is gone", async () => (await deviceIds()).length === 0);
  await publisher.endAsync(true);
  await server.restart();
  await connect();
  expect(await deviceIds()).toEqual([]);
});
