/** The embedded broker over real TCP: acknowledgement after the commit, flood, limits, credentials. */
import { connect } from "node:net";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { afterEach, expect, test } from "vitest";
import type { startGateway } from "#devices";
import { isZonecastError, type Reading } from "#domain";
import { silentLog } from "../support/fake-plant.ts";
import { type HeardGateway, startHeardGateway } from "../support/gateway.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";

type Options = Parameters<typeof startGateway>[0];

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function start(options: Partial<Options> = {}, credentials?: { username: string; password: string }) {
  const port = await freePort();
  const started = await startHeardGateway(
    { kind: "embedded", host: "127.0.0.1", port, credentials },
    { log: silentLog, ...options },
  );
  opened.push(() => started.gateway.stop());
  return { port, ...started };
}

async function client(port: number, options: IClientOptions = {}): Promise<MqttClient> {
  const connected = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, ...options }, false);
  opened.push(() => connected.endAsync(true));
  return connected;
}

const TOPIC = "zonecast/in/lab/room-1/box";
const payload = (n: number) => JSON.stringify({ ts: 1_700_000_000_000 + n * 1000, airTempC: 20 });

/** A store whose commits happen only when a test lets them. */
function gatedStore() {
  let open: (() => void)[] = [];
  let stored = 0;
  return {
    onReadings: (readings: readonly Reading[]) =>
      new Promise<void>((resolve) => {
        open.push(() => {
          stored += readings.length;
          resolve();
        });
      }),
    commit() {
      const now = open;
      open = [];
      for (const resolve of now) resolve();
    },
    waiting: () => open.length,
    stored: () => stored,
  };
}

/** received = stored + rejected + ignored + shed, once nothing is in flight. */
function expectBalance({ gateway }: Pick<HeardGateway, "gateway">): void {
  const { received, stored, rejected, ignored, shed } = gateway.status();
  expect(stored + rejected + ignored + shed).toBe(received);
}

test("QoS 1 is acknowledged only after the commit, QoS 0 does not wait for it", async () => {
  const store = gatedStore();
  const started = await start({ onReadings: store.onReadings });
  const publisher = await client(started.port);
  let acknowledged = false;
  const sent = publisher.publishAsync(TOPIC, payload(1), { qos: 1 }).then(() => {
    acknowledged = true;
  });
  await until("the store has it", () => store.waiting() === 1);
  await publisher.publishAsync(TOPIC, payload(2), { qos: 0 });
  expect([acknowledged, store.stored()]).toEqual([false, 0]);
  store.commit();
  await sent;
  expect(store.stored()).toBeGreaterThanOrEqual(1);
  await until("the second is there too", () => {
    store.commit();
    return started.gateway.status().stored === 2;
  });
  expectBalance(started);
});

test("while one sender waits for its acknowledgement another is served", async () => {
  const store = gatedStore();
  const started = await start({ onReadings: store.onReadings });
  const [slow, quick] = [await client(started.port), await client(started.port)];
  const held = slow.publishAsync(TOPIC, payload(1), { qos: 1 });
  await until("the store has it", () => store.waiting() === 1);
  await quick.publishAsync("zigbee2mqtt/bridge/logging", "not ours to store", { qos: 1 });
  store.commit();
  await held;
});

test("2,000 messages at QoS 0 from one client and at QoS 1 from ten pass a store that commits every 50 ms", async () => {
  const started = await start({ onReadings: () => new Promise((resolve) => void setTimeout(resolve, 50)) });
  const clients = await Promise.all(Array.from({ length: 10 }, () => client(started.port)));
  await Promise.all(Array.from({ length: 2000 }, (_, i) => clients[0]?.publishAsync(TOPIC, payload(i), { qos: 0 })));
  await Promise.all(Array.from({ length: 2000 }, (_, i) => clients[i % 10]?.publishAsync(TOPIC, payload(2000 + i), { qos: 1 })));
  await until("all are stored", () => started.gateway.status().stored === 4000);
  expect(started.gateway.status().shed).toBe(0);
  expectBalance(started);
});

test("T32: a flood against a stuck store sheds the oldest values that nobody acknowledges, and counts them", async () => {
  const store = gatedStore();
  const kept: Reading[] = [];
  const started = await start({
    queueLimit: 500,
    onReadings: async (readings) => {
      await store.onReadings(readings);
      kept.push(...readings);
    },
  });
  const [flood, careful] = [await client(started.port), await client(started.port)];
  const acknowledged = careful.publishAsync(TOPIC, payload(999_999), { qos: 1 });
  await until("the store has it", () => store.waiting() > 0);
  for (let i = 0; i < 20_000; i++) flood.publish(TOPIC, payload(i), { qos: 0 });
  await until("all have arrived", () => started.gateway.status().received === 20_001);
  // At most four calls of 2,000 are with the store, and 500 wait.
  expect(started.gateway.status().shed).toBeGreaterThanOrEqual(20_000 - 4 * 2000 - 500);
  await until("the rest is stored", () => {
    store.commit();
    const { stored, shed } = started.gateway.status();
    return stored + shed === 20_001;
  });
  await acknowledged;
  expectBalance(started);
  const numbers = kept.map((r) => (r.ts - 1_700_000_000_000) / 1000);
  expect(numbers).toContain(999_999);
  expect(numbers).toContain(19_999);
});

test("a store that fails holds the acknowledgement and says so, and nothing is lost", async () => {
  let broken = true;
  const stored: number[] = [];
  const started = await start({
    onReadings: async (readings) => {
      if (broken) throw new Error("disk full");
      stored.push(...readings.map((r) => r.ts));
    },
  });
  const publisher = await client(started.port);
  const sent = publisher.publishAsync(TOPIC, payload(1), { qos: 1 });
  await until("the trouble is told", () => started.gateway.status().problem === "readings cannot be stored: disk full");
  broken = false;
  await sent;
  expect(stored).toEqual([1_700_000_001_000]);
  expect(started.gateway.status().problem).toBeUndefined();
});

test("a port that is taken is named", async () => {
  const { port } = await start();
  const second = startHeardGateway({ kind: "embedded", host: "127.0.0.1", port });
  await expect(second).rejects.toThrow(
    expect.toSatisfy((e) => isZonecastError(e, "port-taken") && e.message.includes(String(port))),
  );
});

test("an open door needs credentials", async () => {
  const open = startHeardGateway({ kind: "embedded", host: "0.0.0.0", port: await freePort() });
  await expect(open).rejects.toThrow(expect.toSatisfy((e) => isZonecastError(e, "bad-config")));
});

test("with credentials only the right ones are let in", async () => {
  const { port } = await start({}, { username: "house", password: "correct horse" });
  await client(port, { username: "house", password: "correct horse" });
  for (const wrong of [{}, { username: "house", password: "wrong" }, { username: "other", password: "correct horse" }])
    await expect(client(port, wrong)).rejects.toThrow(/Bad username or password/);
});

test("a client of MQTT 5 is told that it is not spoken here", async () => {
  const { port } = await start();
  await expect(client(port, { protocolVersion: 5 })).rejects.toThrow(/protocol version/i);
});

test("a packet longer than any honest one ends the connection before it is read", async () => {
  const { port } = await start();
  const socket = connect(port, "127.0.0.1");
  const closed = new Promise<void>((resolve) => void socket.once("close", () => resolve()));
  socket.on("error", () => {});
  // CONNECT with a remaining length of 268,435,455 bytes.
  socket.write(Uint8Array.of(0x10, 0xff, 0xff, 0xff, 0x7f, 0x00));
  await closed;
});

test("T37: a command goes out at QoS 1, not retained, and is not read back as a message of a device", async () => {
  const started = await start();
  const device = await client(started.port);
  const range = { min: 5, max: 30, step: 0.5 };
  await device.publishAsync(`${TOPIC}/announce`, JSON.stringify({ points: { heatingSetpointC: range } }), { qos: 1 });
  await device.subscribeAsync("zonecast/out/#", { qos: 1 });
  const heard = new Promise<{ topic: string; text: string; qos: number; retain: boolean }>((resolve) => {
    device.once("message", (topic, body, packet) =>
      resolve({ topic, text: body.toString(), qos: packet.qos, retain: packet.retain }),
    );
  });
  const [command] = started.gateway.command(
    { building: "lab", zone: "room-1", signal: "heatingSetpointC", value: 20.3, why: "" },
    "ada",
  );
  expect(command).toMatchObject({ state: "queued", value: 20.5 });
  expect(await heard).toEqual({
    topic: "zonecast/out/lab/room-1/box/set",
    text: '{"heatingSetpointC":20.5}',
    qos: 1,
    retain: false,
  });
  await device.publishAsync(TOPIC, '{"heatingSetpointC":20.5}', { qos: 1 });
  await until("it is echoed", () => started.heard.commands.at(-1)?.state === "echoed");
  // The retained memory of the broker holds no command for one who comes later.
  const late = await client(started.port);
  const replayed: string[] = [];
  late.on("message", (topic) => void replayed.push(topic));
  await late.subscribeAsync("#");
  await late.publishAsync("zonecast/out/x", "ping", { qos: 1 });
  await until("its own message is back", () => replayed.length > 0);
  expect(replayed).toEqual(["zonecast/out/x"]);
  expect(started.gateway.status()).toMatchObject({ rejected: 0 });
});

test("T23: a device that dies is offline by its will", async () => {
  const started = await start();
  const will = { topic: `${TOPIC}/availability`, payload: Buffer.from("offline"), qos: 1 as const, retain: true };
  const device = await client(started.port, { will });
  await device.publishAsync(TOPIC, payload(1), { qos: 1 });
  await device.publishAsync(`${TOPIC}/availability`, "online", { qos: 1, retain: true });
  const availability = () => started.gateway.devices().map((d) => d.availability);
  expect(availability()).toEqual(["online"]);
  device.stream.destroy();
  await until("it is offline", () => availability()[0] === "offline", 2000);
});
