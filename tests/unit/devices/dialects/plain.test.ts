import { expect, test } from "vitest";
import type { Device } from "#domain";
import { plain, plainPayload, plainTopic } from "../../../../devices/dialects/plain.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const TOPIC = plainTopic("lab", "room-1", "box");
const ID = "plain:lab.room-1.box";

function speak() {
  const session = plain.open();
  const read = (topic: string, payload: string, retain = false) =>
    session.read({ topic, payload: new TextEncoder().encode(payload), retain, receivedAt: NOW });
  return { session, read };
}

test("what plainPayload writes is read back: the first message also describes the device", () => {
  const { read } = speak();
  const payload = plainPayload(NOW - 60_000, { airTempC: 21.5, outdoorTempC: Number.NaN, windowOpen: 1 });
  expect(read(TOPIC, payload)).toMatchObject([
    {
      type: "device",
      device: {
        id: ID,
        name: "box",
        kind: "sensor",
        area: "lab/room-1",
        points: [{ signal: "airTempC" }, { signal: "windowOpen" }],
      },
    },
    { type: "availability", online: true },
    { type: "value", signal: "airTempC", value: 21.5, ts: NOW - 60_000 },
    { type: "value", signal: "windowOpen", value: 1, ts: NOW - 60_000 },
    { type: "seen" },
  ]);
  expect(read(TOPIC, payload).map((e) => e.type)).toEqual(["availability", "value", "value", "seen"]);
});

test("null is unknown, numbers may be text, booleans are 0 and 1, other keys are named as unread", () => {
  const { read } = speak();
  const events = read(TOPIC, '{"airTempC":null,"co2Ppm":"600","occupancy":true,"mood":"fine"}');
  expect(events.filter((e) => e.type === "value")).toMatchObject([
    { signal: "co2Ppm", value: 600 },
    { signal: "occupancy", value: 1 },
  ]);
  expect(events[0]).toMatchObject({ device: { unread: ["mood: no such signal"], points: [{ signal: "airTempC" }, {}, {}] } });
});

test.each([
  [TOPIC, "nan-ish", "not-json"],
  [TOPIC, "[1]", "wrong-type"],
  [TOPIC, '{"airTempC":"warm"}', "not-a-number"],
  [TOPIC, '{"airTempC":20,"ts":"2026-01-05T12:00:00"}', "bad-time"],
  ["zonecast/in/Lab/room-1/box", "{}", "bad-topic"],
  ["zonecast/in/lab/box", "{}", "bad-topic"],
  [`${TOPIC}/what`, "{}", "bad-topic"],
  [`${TOPIC}/announce/more`, "{}", "bad-topic"],
])("%s %s is rejected as %s", (topic, payload, reason) => {
  const { read } = speak();
  expect(read(topic, payload).filter((e) => e.type === "rejected")).toMatchObject([{ reason }]);
});

test("an announcement says what the device is and takes; then it can be set, and only then", () => {
  const { session, read } = speak();
  expect(session.command(ID, undefined, "heatingSetpointC", 20)).toBeUndefined();
  const announcement = JSON.stringify({
    name: "Valve by the door",
    kind: "thermostat",
    batteryPowered: true,
    points: { heatingSetpointC: { min: 5, max: 30, step: 0.5 }, airTempC: {} },
  });
  expect(read(`${TOPIC}/announce`, announcement)).toMatchObject([
    {
      device: {
        name: "Valve by the door",
        kind: "thermostat",
        batteryPowered: true,
        points: [{ writable: { min: 5, max: 30, step: 0.5 } }, {}],
      },
    },
  ]);
  expect(read(`${TOPIC}/announce`, announcement)).toEqual([]);
  expect(session.command(ID, undefined, "heatingSetpointC", 19.5)).toEqual({
    topic: "zonecast/out/lab/room-1/box/set",
    payload: '{"heatingSetpointC":19.5}',
  });
  expect(session.command(ID, undefined, "airTempC", 19.5)).toBeUndefined();
  expect(read(`${TOPIC}/announce`, "")).toEqual([{ type: "gone", id: ID }]);
});

test("once its availability is published, values are no sign of life", () => {
  const { read } = speak();
  expect(read(`${TOPIC}/availability`, "offline")).toEqual([{ type: "availability", id: ID, online: false }]);
  expect(read(TOPIC, '{"airTempC":20}').map((e) => e.type)).toEqual(["device", "availability", "value", "seen"]);
});

test("a key called __proto__ is a key like any other", () => {
  const { read } = speak();
  expect(read(TOPIC, '{"__proto__":{"polluted":1},"constructor":1,"airTempC":20}').some((e) => e.type === "value")).toBe(true);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("a flood of names ends at ten thousand devices, and those that are known go on", () => {
  const { read } = speak();
  for (let i = 0; i < 10_000; i++) read(plainTopic("lab", "room-1", `box-${i}`), "{}");
  expect(read(plainTopic("lab", "room-1", "one-more"), '{"airTempC":20}')).toMatchObject([
    { type: "rejected", reason: "unsupported" },
  ]);
  expect(read(plainTopic("lab", "room-1", "box-7"), '{"airTempC":20}').some((e) => e.type === "value")).toBe(true);
});

test("a device that says that it is here before it says what it is, is here", () => {
  for (const online of [true, false]) {
    const { read } = speak();
    read(`${TOPIC}/availability`, online ? "online" : "offline");
    expect(read(TOPIC, '{"airTempC":21}').filter((e) => e.type === "availability")).toEqual([
      { type: "availability", id: ID, online },
    ]);
  }
});

test("what a device announced is known after a restart, and takes commands, though nobody says it again", () => {
  const known = {
    ...{ id: ID, dialect: "plain", name: "Box", vendor: "", model: "", kind: "thermostat", bound: true, batteryPowered: false },
    ...{ availability: "unknown", lastSeen: NOW, unread: [] },
    points: [
      { source: ID, signal: "airTempC", building: "lab", zone: "room-1" },
      { source: ID, signal: "heatingSetpointC", building: "lab", zone: "room-1", writable: { min: 5, max: 30, step: 0.5 } },
    ],
  } satisfies Device;
  const session = plain.open([known, { ...known, id: "plain:odd", dialect: "plain" }, { ...known, dialect: "z2m" }]);
  const bytes = new TextEncoder().encode('{"airTempC":20}');
  const events = session.read({ topic: TOPIC, payload: bytes, retain: false, receivedAt: NOW });
  expect(events.map((e) => e.type)).toEqual(["availability", "value", "seen"]);
  expect(session.command(ID, undefined, "heatingSetpointC", 21)?.payload).toBe('{"heatingSetpointC":21}');
  expect(session.command(ID, undefined, "airTempC", 21)).toBeUndefined();
});
