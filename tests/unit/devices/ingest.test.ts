import fc from "fast-check";
import { expect, test } from "vitest";
import { readingSchema, rejectionSchema } from "#domain";
import type { AnnouncedDevice, Dialect, DialectEvent, Message } from "../../../devices/dialect.ts";
import { haDiscovery } from "../../../devices/dialects/ha-discovery.ts";
import { plain } from "../../../devices/dialects/plain.ts";
import { createIngest } from "../../../devices/ingest.ts";
import { createRegistry } from "../../../devices/registry.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const TOPIC = "zonecast/in/lab/room-1/box";
const bytes = (text: string) => new TextEncoder().encode(text);
const message = (topic: string, payload: string | Uint8Array, retain = false): Message => ({
  topic,
  payload: typeof payload === "string" ? bytes(payload) : payload,
  retain,
  receivedAt: NOW,
});

function setUp(dialects: readonly Dialect[] = [plain]) {
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  return { registry, ingest: createIngest(dialects, registry) };
}

test("a value becomes a reading with its own time and the place of its device", () => {
  const { ingest, registry } = setUp();
  const { readings, rejections } = ingest.read(message(TOPIC, '{"ts":"2026-01-05T11:00:00Z","airTempC":21.3}'));
  expect(rejections).toEqual([]);
  expect(readings).toEqual([
    {
      ts: NOW - 3_600_000,
      receivedAt: NOW,
      building: "lab",
      zone: "room-1",
      signal: "airTempC",
      value: 21.3,
      quality: "good",
      source: "plain:lab.room-1.box",
    },
  ]);
  expect(registry.find("plain:lab.room-1.box")).toMatchObject({ lastSeen: NOW, availability: "online" });
});

test("a retained value is old, says nothing about the device being there, and is marked", () => {
  const { ingest, registry } = setUp();
  expect(ingest.read(message(TOPIC, '{"airTempC":21.3}', true)).readings).toMatchObject([{ quality: "retained" }]);
  expect(registry.find("plain:lab.room-1.box")).toMatchObject({ lastSeen: null, availability: "unknown" });
});

test("a time more than five minutes ahead is set to the arrival and marked, four minutes are let pass", () => {
  const { ingest } = setUp();
  const at = (ts: number) => ingest.read(message(TOPIC, `{"ts":${ts},"airTempC":21}`)).readings[0];
  expect(at(NOW + 7_200_000)).toMatchObject({ ts: NOW, quality: "suspect" });
  expect(at(NOW + 240_000)).toMatchObject({ ts: NOW + 240_000, quality: "good" });
});

test("what physics does not allow is rejected with its value, the rest of the message is kept", () => {
  const { ingest } = setUp();
  const { readings, rejections } = ingest.read(message(TOPIC, '{"airTempC":850,"relativeHumidityPct":44}'));
  expect(readings.map((r) => r.signal)).toEqual(["relativeHumidityPct"]);
  expect(rejections).toMatchObject([
    { reason: "out-of-range", detail: "airTempC 850 °C is outside -60 … 90", topic: TOPIC, count: 1 },
  ]);
});

test("a topic that nobody knows, and one that no broker should have let through", () => {
  const { ingest } = setUp();
  expect(ingest.read(message("some/where", "1")).rejections).toMatchObject([{ reason: "unknown-topic", raw: "1" }]);
  expect(ingest.read(message("a/+/b\nforged", "1")).rejections).toMatchObject([{ reason: "bad-topic", topic: "a/+/b forged" }]);
});

test("the raw text of a rejection shows bytes that are not UTF-8, never holds NUL, and is cut between characters", () => {
  const { ingest } = setUp();
  const raw = (payload: Uint8Array | string) => ingest.read(message("some/where", payload)).rejections[0]?.raw;
  expect(raw(Uint8Array.of(0x41, 0xff, 0x0a))).toBe("A\\xff\\x0a");
  expect(raw("a\u0000b")).toBe("a\\x00b");
  expect(raw(`x${"é".repeat(3000)}`)).toMatch(/^xé+$/);
});

/** A dialect that says what a test wants it to say. */
const scripted = (name: string, script: Record<string, DialectEvent[]>): Dialect => ({
  name,
  filters: [],
  open: () => ({ claims: (topic) => topic in script, read: ({ topic }) => script[topic] ?? [], command: () => undefined }),
});

const device = (id: string): AnnouncedDevice => ({
  id,
  name: id,
  vendor: "",
  model: "",
  kind: "sensor",
  batteryPowered: false,
  points: [{ signal: "airTempC" }],
  unread: [],
});

test("of two dialects that claim a topic the first reads it", () => {
  const first = scripted("first", { t: [{ type: "rejected", reason: "unsupported", detail: "first" }] });
  const second = scripted("second", { t: [{ type: "rejected", reason: "unsupported", detail: "second" }] });
  expect(setUp([first, second]).ingest.read(message("t", "")).rejections).toMatchObject([{ detail: "first" }]);
});

test("a value of nobody, NaN, and a filter with a wildcard never get through", () => {
  const bad = scripted("bad", {
    stranger: [{ type: "value", id: "bad:9", signal: "airTempC", value: 20 }],
    nan: [
      { type: "device", device: device("bad:1") },
      { type: "value", id: "bad:1", signal: "airTempC", value: Number.NaN },
    ],
    greedy: [{ type: "listen", filters: ["#", "a/b"] }],
  });
  const { ingest } = setUp([bad]);
  expect(ingest.read(message("stranger", "")).rejections).toMatchObject([{ reason: "unknown-device" }]);
  expect(ingest.read(message("nan", "")).rejections).toMatchObject([{ reason: "not-a-number" }]);
  expect(ingest.read(message("greedy", ""))).toMatchObject({
    listen: [{ filters: ["a/b"], control: false }],
    rejections: [{ reason: "bad-topic" }],
  });
});

test("T14: any order of arrival gives the same readings", () => {
  const messages = Array.from({ length: 12 }, (_, i) => message(TOPIC, `{"ts":${NOW - i * 60_000},"airTempC":${20 + i / 10}}`));
  const read = (order: readonly Message[]) => {
    const { ingest } = setUp();
    return order.flatMap((m) => ingest.read(m).readings).sort((a, b) => a.ts - b.ts);
  };
  const expected = read(messages);
  fc.assert(
    fc.property(fc.shuffledSubarray(messages, { minLength: messages.length }), (order) => {
      expect(read(order)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test("whatever comes, readings and rejections are what the domain says they are", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), fc.string(), (value, wrapped, topic) => {
      const { ingest } = setUp();
      const payload = JSON.stringify(wrapped ? { airTempC: value, ts: value } : value);
      for (const t of [TOPIC, topic]) {
        const { readings, rejections } = ingest.read(message(t, payload));
        for (const reading of readings) expect(readingSchema.parse(reading)).toEqual(reading);
        for (const rejection of rejections) expect(rejectionSchema.parse(rejection)).toEqual(rejection);
      }
    }),
  );
});

test("a dialect that throws in spite of its contract costs the one message", () => {
  const broken: Dialect = {
    name: "broken",
    filters: [],
    open: () => ({
      claims: () => true,
      read: () => {
        throw new Error("oops");
      },
      command: () => undefined,
    }),
  };
  expect(setUp([broken]).ingest.read(message("t", ""))).toMatchObject({
    readings: [],
    rejections: [{ reason: "unsupported", detail: "this message could not be read: oops" }],
  });
});

test("what a convention asks of its listeners goes out to exact topics only, and time passes for every dialect", () => {
  const keepalive = (topic: string): DialectEvent => ({ type: "send", message: { topic, payload: "" } });
  const asking: Dialect = {
    name: "asking",
    filters: [],
    open: () => ({
      claims: (topic) => topic === "t",
      read: () => [keepalive("r/1/keepalive"), keepalive("r/+/keepalive")],
      tick: (now) => [keepalive(`r/${now}`)],
      command: () => undefined,
    }),
  };
  const { ingest } = setUp([plain, asking]);
  expect(ingest.read(message("t", ""))).toMatchObject({
    send: [{ topic: "r/1/keepalive" }],
    rejections: [{ reason: "bad-topic" }],
  });
  expect(ingest.tick(7)).toMatchObject({ send: [{ topic: "r/7" }], rejections: [], readings: [] });
  expect([ingest.readerOf("t"), ingest.readerOf(TOPIC), ingest.readerOf("x")]).toEqual(["asking", "plain", undefined]);
});

test("T16: a device whose clock is two hours ahead is placed right from the fifth message on, and says so", () => {
  const { ingest, registry } = setUp();
  const heard = Array.from({ length: 8 }, (_, i) => {
    const receivedAt = NOW + i * 60_000;
    const payload = bytes(`{"ts":${receivedAt + 7_200_000 - 300},"airTempC":21}`);
    return ingest.read({ topic: TOPIC, payload, retain: false, receivedAt }).readings[0];
  });
  expect(heard.slice(0, 4).map((r) => [r?.ts === r?.receivedAt, r?.quality])).toEqual(Array(4).fill([true, "suspect"]));
  for (const r of heard.slice(4)) {
    expect(Math.abs((r?.ts ?? 0) - (r?.receivedAt ?? 0))).toBeLessThan(1_000);
    expect(r?.quality).toBe("good");
  }
  expect(registry.find("plain:lab.room-1.box")?.clockOffsetMs).toBe(-7_200_000);
});

test("T23: a device that falls silent is marked with when it was last heard, and no more when it speaks again", () => {
  const { ingest, registry } = setUp();
  const say = (at: number) => ingest.read({ ...message(TOPIC, '{"airTempC":21}'), receivedAt: at });
  const silent = () => registry.find("plain:lab.room-1.box")?.silentSince;
  let now = NOW;
  for (; now <= NOW + 300_000; now += 1_000) {
    if ((now - NOW) % 60_000 === 0) say(now);
    ingest.tick(now);
  }
  expect(silent()).toBeUndefined();
  for (; silent() === undefined; now += 1_000) ingest.tick(now);
  expect([silent(), now - NOW - 300_000]).toEqual([NOW + 300_000, 182_000]);
  say(now);
  expect(silent()).toBeUndefined();
});

test("a device whose values are void after a while is offline then, though others go on and are read by their layout", () => {
  const { ingest, registry } = setUp([haDiscovery]);
  const tell = (topic: string, text: string, at: number) =>
    ingest.read({ topic, payload: Buffer.from(text), retain: false, receivedAt: NOW + at });
  for (const name of ["a", "b"]) {
    const sensor = { state_topic: name, value_template: "{{ value_json.t }}", device_class: "temperature" };
    const config = {
      ...sensor,
      unit_of_measurement: "°C",
      expire_after: 20,
      unique_id: name,
      device: { identifiers: [name], name },
    };
    tell(`homeassistant/sensor/${name}/config`, JSON.stringify(config), 0);
  }
  tell("a", '{"t":20}', 0);
  for (let s = 1; s <= 40; s++) expect(tell("b", `{"t":${20 + s / 10}}`, 1_000 * s).readings).toHaveLength(1);
  const availability = registry.all().map(({ name, availability }) => `${name} ${availability}`);
  expect(availability.sort()).toEqual(["a offline", "b online"]);
});
