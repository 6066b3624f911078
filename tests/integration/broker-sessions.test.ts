/** Clients of the embedded broker that go away and expect their messages when they come back. */
import { join } from "node:path";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { afterAll, describe, expect, test } from "vitest";
import type { startGateway } from "#devices";
import { type Log, systemClock } from "#domain";
import { hashPassword, writeUsers } from "../../devices/broker-users.ts";
import { makeCertificates } from "../support/certificates.ts";
import { startHeardGateway } from "../support/gateway.ts";
import { freePort } from "../support/ports.ts";
import { publishTwice, rawClient, releasePacket, subscribePacket } from "../support/raw-mqtt.ts";
import { until } from "../support/until.ts";

type Embedded = Extract<Parameters<typeof startGateway>[0]["broker"], { kind: "embedded" }>;
type Limits = NonNullable<NonNullable<Embedded["limits"]>["sessions"]>;

const certificates = makeCertificates();
afterAll(() => certificates[Symbol.dispose]());
const LIMITS: Limits = { messages: 1_000, bytes: 1e7, totalBytes: 1e8, sessions: 100, ageMs: 3_600_000 };
const TOPIC = "plant/x";
/** What is done every two seconds, or every minute, is done at once, so that the tests need not wait for it. */
const hasty = { ...systemClock, every: (ms: number, fn: () => void) => systemClock.every(Math.min(ms, 50), fn) };

async function broker(limits: Partial<Limits> = {}, more: Partial<Embedded> = {}) {
  const port = await freePort();
  const lines: string[] = [];
  const keep = (fields: object, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { debug: () => {}, info: keep, warn: keep, error: keep };
  const sessions = { ...LIMITS, ...limits };
  const ours = await startHeardGateway(
    { kind: "embedded", host: "127.0.0.1", port, limits: { sessions, messagesPerSecond: 1e6 }, ...more },
    { log, clock: hasty },
  );
  const connect = (options: IClientOptions = {}): Promise<MqttClient> =>
    mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, ...options }, false);
  return { ...ours, connect, lines, kept: () => ours.gateway.status().sessions };
}

/** Comes back as a client that may be remembered, and hears from the first moment on. */
function comeBack(ours: { gateway: { status(): { address: string } } }, clientId: string, more: IClientOptions = {}) {
  const heard: string[] = [];
  const url = ours.gateway.status().address.replace(/^(\S+).*/, "mqtt://$1");
  const client = mqtt.connect(url, { clientId, clean: false, reconnectPeriod: 0, ...more });
  client.on("message", (topic, payload) => void heard.push(`${topic} ${payload}`));
  const present = new Promise<boolean>((resolve) => void client.once("connect", (c) => resolve(c.sessionPresent)));
  return { client, heard, present };
}

/** Connects as a client that is remembered, and keeps what it hears. */
async function remembered(connect: (o: IClientOptions) => Promise<MqttClient>, clientId: string, more: IClientOptions = {}) {
  const heard: string[] = [];
  const client = await connect({ clientId, clean: false, ...more });
  client.on("message", (topic, payload) => void heard.push(`${topic} ${payload}`));
  return { client, heard };
}

describe("what is kept for absent clients", () => {
  test("of 100,000 messages the newest are kept, in order; one line says so, and a number", async () => {
    await using ours = await broker();
    const away = await remembered(ours.connect, "away");
    await away.client.subscribeAsync("plant/#", { qos: 1 });
    await away.client.endAsync();
    const sender = await ours.connect();
    const COUNT = 100_000;
    let last: Promise<unknown> = Promise.resolve();
    for (let i = 1; i <= COUNT; i++) {
      last = sender.publishAsync(TOPIC, String(i), { qos: 1 });
      if (i % 500 === 0) await last;
    }
    await last;
    await until("all are through", () => ours.kept()?.dropped === COUNT - 1_000);
    expect(ours.kept()).toMatchObject({ absent: 1, dropped: COUNT - 1_000 });
    expect(ours.kept()?.queuedBytes).toBeLessThan(1_000 * 500);
    expect(ours.lines.filter((line) => line.includes("does not fetch"))).toHaveLength(1);
    const { client: back, heard } = comeBack(ours, "away");
    await until("it has them", () => heard.length >= 1_000);
    expect(heard).toEqual(Array.from({ length: 1_000 }, (_, i) => `${TOPIC} ${COUNT - 999 + i}`));
    await until("they are acknowledged", () => ours.kept()?.queuedBytes === 0);
    await back.endAsync();
    await sender.endAsync();
  }, 60_000);

  test("beyond their number those that left first are forgotten first", async () => {
    await using ours = await broker({ sessions: 2 });
    for (const id of ["first", "second", "third"]) {
      const { client } = await remembered(ours.connect, id);
      await client.subscribeAsync("plant/#", { qos: 1 });
      await client.endAsync();
    }
    await until("one is forgotten", () => ours.kept()?.absent === 2);
    const sender = await ours.connect();
    await sender.publishAsync(TOPIC, "1", { qos: 1 });
    const present: boolean[] = [];
    for (const id of ["third", "second", "first"]) {
      const back = comeBack(ours, id);
      present.push(await back.present);
      back.client.end();
    }
    expect(present).toEqual([true, true, false]);
    await sender.endAsync();
  });

  test("who stays away for too long is forgotten", async () => {
    await using ours = await broker({ ageMs: 200 });
    const { client } = await remembered(ours.connect, "gone");
    await client.subscribeAsync("plant/#", { qos: 1 });
    await client.endAsync();
    await until("it is forgotten", () => ours.lines.some((line) => line.includes("is forgotten")));
    expect(ours.kept()).toMatchObject({ absent: 0, queuedBytes: 0 });
    const back = await ours.connect({ clientId: "gone", clean: true });
    await back.endAsync();
  });

  test("who comes back with a clean session gets nothing of the old one", async () => {
    await using ours = await broker();
    const { client } = await remembered(ours.connect, "fresh");
    await client.subscribeAsync("plant/#", { qos: 1 });
    await client.endAsync();
    const sender = await ours.connect();
    await sender.publishAsync(TOPIC, "old", { qos: 1 });
    await until("it is kept", () => (ours.kept()?.queuedBytes ?? 0) > 0);
    const heard: string[] = [];
    const back = await ours.connect({ clientId: "fresh", clean: true });
    back.on("message", (_t, payload) => void heard.push(String(payload)));
    await back.subscribeAsync("plant/#", { qos: 1 });
    await sender.publishAsync(TOPIC, "new", { qos: 1 });
    await until("the new one", () => heard.includes("new"));
    expect(heard).toEqual(["new"]);
    expect(ours.kept()?.queuedBytes).toBe(0);
    await Promise.all([back.endAsync(), sender.endAsync()]);
  });

  test("QoS 2 goes out once, over a loss of the connection too", async () => {
    await using ours = await broker();
    const { client, heard } = await remembered(ours.connect, "twice");
    await client.subscribeAsync("plant/#", { qos: 2 });
    const sender = await ours.connect();
    for (let i = 0; i < 20; i++) await sender.publishAsync(TOPIC, String(i), { qos: 2 });
    await until("all are heard", () => heard.length === 20);
    await until("nothing is left", () => ours.kept()?.queuedBytes === 0);
    expect(heard).toEqual(Array.from({ length: 20 }, (_, i) => `${TOPIC} ${i}`));
    await Promise.all([client.endAsync(), sender.endAsync()]);
  });
});

describe("what is kept, and whose it is", () => {
  const secret = async () => {
    const path = join(certificates.folder, `users-${await freePort()}.json`);
    const password = await hashPassword("hall's secret");
    const hall = { name: "hall", password, publish: ["plant/#"], subscribe: ["own/#"] };
    const boss = { name: "boss", password, publish: ["#"], subscribe: ["#"] };
    writeUsers(path, [hall, boss]);
    return { path, hall, boss, as: (username: string) => ({ username, password: "hall's secret" }) };
  };

  test("a refused subscription is not kept with those that were allowed beside it", async () => {
    const users = await secret();
    await using ours = await broker({}, { usersFile: users.path });
    const thief = await remembered(ours.connect, "thief", users.as("hall"));
    await thief.client.subscribeAsync(["own/#", "private/#"], { qos: 1 }).catch(() => {});
    await thief.client.endAsync();
    const boss = await ours.connect(users.as("boss"));
    await boss.publishAsync("private/x", "secret", { qos: 1 });
    await boss.publishAsync("own/x", "for you", { qos: 1 });
    const { client: back, heard } = comeBack(ours, "thief", users.as("hall"));
    await until("its own message", () => heard.includes("own/x for you"));
    expect(heard).toEqual(["own/x for you"]);
    await Promise.all([back.endAsync(), boss.endAsync()]);
  });

  test("an absent client whose user is removed or changed is forgotten, and its id is free", async () => {
    const users = await secret();
    await using ours = await broker({}, { usersFile: users.path });
    const hall = await remembered(ours.connect, "the-hall", users.as("hall"));
    await hall.client.subscribeAsync("own/#", { qos: 1 });
    await hall.client.endAsync();
    await until("it is remembered", () => ours.kept()?.absent === 1);
    await expect(ours.connect({ ...users.as("boss"), clientId: "the-hall", clean: false })).rejects.toThrow(/[Ii]dentifier/);
    writeUsers(users.path, [users.boss]);
    await until("it is forgotten", () => ours.kept()?.absent === 0);
    const boss = await ours.connect({ ...users.as("boss"), clientId: "the-hall" });
    await boss.endAsync();
  });
});

describe("clients that do not do their part", () => {
  const portOf = (ours: { gateway: { status(): { address: string } } }) =>
    Number(/:(\d+) /.exec(ours.gateway.status().address)?.[1]);

  test("a subscriber that stops reading holds nobody up, and is told of once", async () => {
    await using ours = await broker();
    const frozen = await rawClient(portOf(ours), "frozen");
    frozen.write(subscribePacket("#"));
    await new Promise((resolve) => frozen.once("data", resolve));
    frozen.pause();
    const sender = await ours.connect();
    const other = await remembered(ours.connect, "other");
    await other.client.subscribeAsync("zonecast/in/#", { qos: 1 });
    const COUNT = 600;
    for (let i = 0; i < COUNT; i += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, k) =>
          sender.publishAsync("zonecast/in/mill/hall/probe", JSON.stringify({ airTempC: (i + k) / 100, x: "x".repeat(30_000) }), {
            qos: 1,
          }),
        ),
      );
    expect(ours.heard.readings.map((r) => r.value)).toEqual(Array.from({ length: COUNT }, (_, i) => i / 100));
    await until("its neighbour has all", () => other.heard.length === COUNT);
    expect(ours.lines.filter((line) => line.includes("reads too slowly") && line.includes("frozen"))).toHaveLength(1);
    frozen.destroy();
    await Promise.all([sender.endAsync(), other.client.endAsync()]);
  });

  test("a QoS 2 message that is sent again before it is released counts once", async () => {
    await using ours = await broker();
    const device = await rawClient(portOf(ours), "device");
    const answered = () => new Promise((resolve) => device.once("data", resolve));
    for (const again of [false, true, true]) {
      const answer = answered();
      device.write(publishTwice("zonecast/in/mill/hall/probe", '{"airTempC":21}', 5, again));
      await answer;
    }
    const released = answered();
    device.write(releasePacket(5));
    await released;
    const answer = answered();
    device.write(publishTwice("zonecast/in/mill/hall/probe", '{"airTempC":22}', 5, false));
    await answer;
    expect(ours.heard.readings.map((r) => r.value)).toEqual([21, 22]);
    expect(ours.gateway.status().received).toBe(2);
    device.destroy();
  });
});
