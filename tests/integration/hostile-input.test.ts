/** Bytes from strangers at the embedded broker: each bad message is rejected in sight, for the right reason, and the next good one is read. */
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Clock, type RejectionReason, systemClock } from "#domain";
import { type HeardGateway, startHeardGateway } from "../support/gateway.ts";
import { freePort } from "../support/ports.ts";
import { publishPacket, rawClient } from "../support/raw-mqtt.ts";
import { until } from "../support/until.ts";

/** The machine's time, but what is done every second is done at once, so that each case takes no longer than it must. */
const hasty: Clock = { ...systemClock, every: (ms, fn) => systemClock.every(Math.min(ms, 20), fn) };

let ours: HeardGateway;
let port: number;
let device: MqttClient;

beforeAll(async () => {
  port = await freePort();
  ours = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port }, { clock: hasty });
  device = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 100 });
});
afterAll(async () => {
  await device?.endAsync(true);
  await ours?.gateway.stop();
});

const TOPIC = "zonecast/in/hall/office/sensor";
let serial = 0;

/** A good message comes through: proof that whatever came before did no harm. */
async function goodMessageIsRead() {
  const value = 15 + ++serial / 100;
  await device.publishAsync(TOPIC, JSON.stringify({ airTempC: value }), { qos: 1 });
  await until("the good message is read", () => ours.heard.readings.some((r) => r.value === value && r.zone === "office"));
}

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const z2m = (name: string) =>
  JSON.stringify([
    {
      ieee_address: "0x00000000000000ff",
      friendly_name: name,
      type: "EndDevice",
      interview_completed: true,
      definition: { vendor: "x", model: "y", exposes: [] },
    },
  ]);

const HOSTILE: readonly (readonly [name: string, topic: string, payload: string | Buffer, reason: RejectionReason])[] = [
  ["JSON that breaks off", TOPIC, '{"airTempC": 21.', "not-json"],
  ["no JSON at all", TOPIC, "twenty degrees", "not-json"],
  ["a bare NaN", TOPIC, "NaN", "wrong-type"],
  ["NaN as text", TOPIC, '{"airTempC":"NaN"}', "not-a-number"],
  ["infinity as text", TOPIC, '{"airTempC":"Infinity"}', "not-a-number"],
  ["a number beyond any double", TOPIC, '{"airTempC":1e400}', "not-a-number"],
  ["an empty text for a number", TOPIC, '{"airTempC":""}', "not-a-number"],
  ["a hexadecimal number", TOPIC, '{"airTempC":"0x10"}', "not-a-number"],
  ["a decimal comma", TOPIC, '{"airTempC":"21,5"}', "not-a-number"],
  ["a list for a number", TOPIC, '{"airTempC":[21.5]}', "not-a-number"],
  ["an object for a number", TOPIC, '{"airTempC":{"value":21.5}}', "not-a-number"],
  ["a list for an object", TOPIC, "[21.5]", "wrong-type"],
  ["null for an object", TOPIC, "null", "wrong-type"],
  ["nothing for an object", TOPIC, "", "not-json"],
  ["hotter than physics allows", TOPIC, '{"airTempC":2150}', "out-of-range"],
  ["a counter below zero", TOPIC, '{"electricEnergyWh":-1}', "out-of-range"],
  ["a time that is none", TOPIC, '{"ts":"yesterday","airTempC":21}', "bad-time"],
  ["a time without a zone", TOPIC, '{"ts":"2026-01-05T10:00:00","airTempC":21}', "bad-time"],
  ["bytes that are not UTF-8", TOPIC, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), "not-utf8"],
  ["UTF-8 cut within a character", TOPIC, Buffer.from('{"name":"Büro"}').subarray(0, 11), "not-utf8"],
  ["a message of 1 MB", TOPIC, `{"airTempC":21,"x":"${"x".repeat(1 << 20)}"}`, "too-large"],
  ["200,000 levels", TOPIC, nested(100_000), "too-deep"],
  ["a topic of nobody", "somebody/else", '{"airTempC":21}', "unknown-topic"],
  ["a topic of its system", "zonecast/in/hall/office", '{"airTempC":21}', "bad-topic"],
  ["a topic with capitals and spaces", "zonecast/in/Main Hall/office/sensor", '{"airTempC":21}', "bad-topic"],
  ["a topic with __proto__", "zonecast/in/hall/__proto__/sensor", '{"airTempC":21}', "bad-topic"],
  ["a topic that is too long", `zonecast/in/hall/${"o".repeat(500)}/sensor`, '{"airTempC":21}', "bad-topic"],
  ["a device list that is none", "zigbee2mqtt/bridge/devices", '{"not":"a list"}', "wrong-type"],
  ["a device whose name is a wildcard", "zigbee2mqtt/bridge/devices", z2m("#"), "bad-topic"],
  ["a device whose name holds a wildcard", "zigbee2mqtt/bridge/devices", z2m("office/+/trv"), "bad-topic"],
  ["a device whose name ends a line", "zigbee2mqtt/bridge/devices", z2m("office\r\n{}"), "bad-topic"],
  ["the state of a device that nobody announced", "zigbee2mqtt/stranger", '{"temperature":21}', "unknown-device"],
];

test.each(HOSTILE)("%s", async (_, topic, payload, reason) => {
  const rejectedBefore = ours.heard.rejections.length;
  const countedBefore = ours.gateway.status().rejected;
  await device.publishAsync(topic, payload, { qos: 1 });
  const rejection = await until("it is rejected in sight", () =>
    ours.heard.rejections.slice(rejectedBefore).find((r) => r.reason === reason),
  );
  expect(ours.gateway.status().rejected).toBeGreaterThan(countedBefore);
  expect(topic.startsWith(rejection.topic)).toBe(true);
  expect(rejection.detail).not.toBe("");
  expect(rejection.detail + rejection.topic).not.toMatch(/\p{Cc}/u);
  expect(rejection.raw.length).toBeLessThanOrEqual(2_000);
  await goodMessageIsRead();
});

test("what is wrong in a message does not take the rest of it along", async () => {
  const before = ours.heard.readings.length;
  await device.publishAsync(TOPIC, '{"co2Ppm":nan,"airTempC":21.25,"relativeHumidityPct":"wet"}', { qos: 1 });
  await until("the rest is read", () => ours.heard.readings.slice(before).some((r) => r.value === 21.25));
  expect(ours.heard.readings.slice(before).map((r) => r.signal)).toEqual(["airTempC"]);
});

test("keys that every object inherits are only keys", async () => {
  const keys = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];
  const payload = `{${keys.map((key) => `"${key}":{"airTempC":99,"polluted":1}`).join()},"airTempC":21.75}`;
  await device.publishAsync(TOPIC, payload, { qos: 1 });
  await until("the value is read", () => ours.heard.readings.some((r) => r.value === 21.75));
  expect(ours.heard.readings.some((r) => r.value === 99)).toBe(false);
  expect("polluted" in {}).toBe(false);
  const unread = ours.gateway
    .devices()
    .find((d) => d.name === "sensor")
    ?.unread.join("\n");
  for (const key of keys) expect(unread).toContain(key);
  await goodMessageIsRead();
});

test("a device list with __proto__ for a name makes a device like any other", async () => {
  await device.publishAsync("zigbee2mqtt/bridge/devices", z2m("__proto__"), { qos: 1 });
  await until("it is there", () => ours.device("__proto__") !== undefined);
  expect("vendor" in {}).toBe(false);
  await device.publishAsync("zigbee2mqtt/bridge/devices", "[]", { qos: 1 });
  await until("it is gone", () => ours.device("__proto__") === undefined);
});

test("a topic of the broker's own is refused", async () => {
  const intruder = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 });
  const closed = new Promise<void>((resolve) => intruder.once("close", () => resolve()));
  intruder.publish("$SYS/broker/uptime", "0");
  await closed;
  await intruder.endAsync(true);
  await goodMessageIsRead();
});

test.each([
  ["a wildcard in a topic", publishPacket(Buffer.from("zonecast/in/+/office/sensor"), Buffer.from("{}"))],
  ["a topic that is not UTF-8", publishPacket(Buffer.from([0x7a, 0xff, 0xfe]), Buffer.from("{}"))],
  ["an empty topic", publishPacket(Buffer.alloc(0), Buffer.from("{}"))],
  ["a packet that claims 256 MB", Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f, 0x00])],
  ["a length without end", Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0xff])],
  ["a packet type that does not exist", Buffer.from([0xf0, 0x02, 0x00, 0x00])],
  ["another protocol", Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n")],
])("%s: nothing is read of it, and others go on", async (_, bytes) => {
  const before = ours.heard.readings.length;
  const intruder = await rawClient(port, `intruder-${++serial}`);
  intruder.write(bytes);
  await goodMessageIsRead();
  expect(ours.heard.readings.slice(before).every((r) => r.zone === "office" && r.building === "hall")).toBe(true);
  intruder.destroy();
});

test("a flood of one bad message is few rejections with a count", async () => {
  const topic = "zonecast/in/hall/office/flood";
  for (let i = 0; i < 500; i++) device.publish(topic, "flood", { qos: 0 });
  const flood = () => ours.heard.rejections.filter((r) => r.topic === topic);
  await until("all 500 are counted", () => {
    expect(flood().reduce((sum, r) => sum + r.count, 0)).toBe(500);
    return true;
  });
  expect(flood().length).toBeLessThanOrEqual(50);
  await goodMessageIsRead();
});

test("every message is accounted for", async () => {
  await until("nothing is under way", () => {
    const { received, stored, rejected, ignored, shed } = ours.gateway.status();
    expect(stored + rejected + ignored + shed).toBe(received);
    return received > HOSTILE.length;
  });
});
