/** The inbox of the real server: a stranger's device waits, over restarts, until a person says where it belongs. */
import mqtt from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptedSchema, type Device, inboxSchema, type PointState } from "#domain";
import { openLive } from "../support/live-client.ts";
import { type Server, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
});

/** Home Assistant discovery, retained as its senders do: whoever reaches the broker can write it. */
async function announce(name: string, tempC: number): Promise<void> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`);
  const config = {
    name: "Temperature",
    unique_id: `${name}-t`,
    state_topic: `stranger/${name}`,
    device_class: "temperature",
    unit_of_measurement: "°C",
    device: { identifiers: [name], name, suggested_area: name, manufacturer: "<img src=x onerror=alert(1)>" },
  };
  await client.publishAsync(`homeassistant/sensor/${name}/config`, JSON.stringify(config), { qos: 1, retain: true });
  await client.publishAsync(`stranger/${name}`, String(tempC), { qos: 1 });
  await client.endAsync();
}

const inbox = async (): Promise<Device[]> => inboxSchema.parse(await (await fetch(`${server.url}/api/inbox`)).json()).devices;
const named = async (name: string): Promise<Device | undefined> => (await inbox()).find((d) => d.name === name);
const post = (path: string, body: unknown): Promise<Response> =>
  fetch(server.url + path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
async function points(): Promise<readonly PointState[]> {
  const live = await openLive(server.url);
  const { points } = live.snapshot();
  live.close();
  return points;
}

test("a device that nobody vouches for waits with a proposal, and feeds no zone, over a restart too", async () => {
  await announce("kitchen", 21);
  const waiting = await until("the device is in the inbox", () => named("kitchen"));
  expect(waiting).toMatchObject({ bound: false, proposal: { building: "site", zone: "kitchen" } });
  expect((await points()).filter((p) => p.building !== "inbox")).toEqual([]);
  await server.restart();
  expect(await named("kitchen")).toMatchObject({ bound: false, proposal: { building: "site", zone: "kitchen" } });
});

test("accepted with one call it feeds its zone, and stays there after a restart", async () => {
  expect(acceptedSchema.parse(await (await post("/api/inbox/accept", {})).json()).devices).toMatchObject([{ bound: true }]);
  await until("what it said in the inbox is its zone's", async () =>
    (await points()).find((p) => p.building === "site" && p.zone === "kitchen" && p.value === 21),
  );
  await server.restart();
  await announce("kitchen", 22);
  await until("its zone has the value", async () =>
    (await points()).find((p) => p.building === "site" && p.zone === "kitchen" && p.value === 22),
  );
  expect(await inbox()).toEqual([]);
});

test("ignored, nothing that it says is kept, also after a restart", async () => {
  await announce("attic", 30);
  const attic = await until("the device is in the inbox", () => named("attic"));
  expect((await post(`/api/devices/${encodeURIComponent(attic.id)}/ignore`, { ignored: true })).status).toBe(200);
  await server.restart();
  await announce("attic", 31);
  await announce("kitchen", 23);
  await until("the kitchen is heard", async () => (await points()).find((p) => p.value === 23));
  expect((await points()).filter((p) => p.value === 31)).toEqual([]);
  expect(await named("attic")).toMatchObject({ bound: false, ignored: true });
});

test("Zonecast's own JSON names building and zone, and is believed at a broker that only this machine reaches", async () => {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`);
  await client.publishAsync("zonecast/in/mill/hall/probe", JSON.stringify({ airTempC: 19 }), { qos: 1 });
  await client.endAsync();
  await until("the hall has the value", async () => (await points()).find((p) => p.building === "mill" && p.value === 19));
});
