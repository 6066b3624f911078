import { expect, test } from "vitest";
import { createClockOffsets } from "../../../devices/clock-offset.ts";
import type { AnnouncedDevice, DialectEvent, Message, Pattern } from "../../../devices/dialect.ts";
import { createRegistry } from "../../../devices/registry.ts";
import { createRhythm } from "../../../devices/rhythm.ts";
import { Steady } from "../../../devices/steady.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const ID = "plain:lab.room.box";
const SAMPLE = '{"ts":1767614400,"temp":21,"hum":45}';
const DEVICE: AnnouncedDevice = {
  ...{ id: ID, name: "box", vendor: "", model: "", kind: "sensor" as const, batteryPowered: false, area: "lab/room", unread: [] },
  points: [{ signal: "airTempC" }, { signal: "relativeHumidityPct" }],
};

const half = (raw: unknown): number | undefined => (typeof raw === "number" ? raw / 2 : undefined);
const PATTERN: Pattern = {
  id: ID,
  values: [
    { keys: ["temp"], signal: "airTempC", read: (raw) => (typeof raw === "number" ? raw : undefined) },
    { keys: ["hum"], signal: "relativeHumidityPct", read: half },
  ],
  time: { keys: ["ts"], read: (raw) => (typeof raw === "number" && raw > 1e9 ? raw * 1000 : undefined), needed: true },
  online: () => true,
  holds: () => true,
};
const EVENTS: DialectEvent[] = [
  { type: "availability", id: ID, online: true },
  { type: "value", id: ID, signal: "airTempC", value: 21, ts: 1_767_614_400_000 },
  { type: "value", id: ID, signal: "relativeHumidityPct", value: 22.5, ts: 1_767_614_400_000 },
  { type: "seen", id: ID },
];

function setUp(pattern: Pattern = PATTERN, events: readonly DialectEvent[] = EVENTS, sample = SAMPLE) {
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "lab" });
  registry.announce("plain", DEVICE);
  const watch = { registry, rhythm: createRhythm(), clocks: createClockOffsets([]) };
  const steady = Steady.of(pattern, Buffer.from(sample), events, watch);
  const read = (text: string) => {
    const payload = Buffer.from(text);
    const message: Message = { topic: "t", payload, retain: false, receivedAt: NOW };
    return steady?.read(payload, message);
  };
  return { registry, steady, read };
}

test("a message of the layout becomes readings with their place and time, and its device is there", () => {
  const { read, registry } = setUp();
  const common = { ts: 1_767_614_460_000, receivedAt: NOW, building: "lab", zone: "room", quality: "good", source: ID };
  expect(read('{"ts":1767614460,"temp":22.5,"hum":50}')).toEqual([
    { ...common, signal: "airTempC", value: 22.5 },
    { ...common, signal: "relativeHumidityPct", value: 25 },
  ]);
  expect(registry.find(ID)).toMatchObject({ availability: "online", lastSeen: NOW });
});

test.each([
  ["another layout", '{"ts":1767614460,"temp":22.5,"hum":50,"x":1}'],
  ["a value that physics does not allow", '{"ts":1767614460,"temp":850,"hum":50}'],
  ["a time that cannot be read", '{"ts":5,"temp":22.5,"hum":50}'],
  ["no value", '{"ts":1767614460,"temp":null,"hum":50}'],
])("%s is left to the dialect, and nothing is noted of it", (_, text) => {
  const { read, registry } = setUp();
  expect(read(text)).toBeUndefined();
  expect(registry.find(ID)).toMatchObject({ availability: "unknown", lastSeen: null });
});

test("a pattern that does not say what the dialect said is not taken", () => {
  const [, ...silent] = EVENTS;
  expect(setUp(PATTERN, silent).steady).toBeUndefined();
  expect(setUp({ ...PATTERN, values: PATTERN.values.slice(0, 1) }).steady).toBeUndefined();
  expect(setUp({ ...PATTERN, values: [...PATTERN.values].reverse() }).steady).toBeUndefined();
  expect(setUp({ ...PATTERN, time: undefined }).steady).toBeUndefined();
  expect(setUp({ ...PATTERN, id: "plain:lab.room.other" }).steady).toBeUndefined();
  expect(setUp(PATTERN, [...EVENTS, { type: "rejected", reason: "not-a-number", detail: "x" }]).steady).toBeUndefined();
  expect(setUp(PATTERN, EVENTS, SAMPLE.replace("21", "21.5")).steady).toBeUndefined();
  expect(setUp(PATTERN, EVENTS, SAMPLE.replace('"hum":45', `"hum":45,"long":"${"x".repeat(5_000)}"`)).steady).toBeUndefined();
});

test("it follows its device to another place, and ends when that is out of sight, described anew or gone", () => {
  const { read, registry, steady } = setUp();
  const next = '{"ts":1767614460,"temp":22.5,"hum":50}';
  registry.place(ID, { building: "annex", zone: "hall" });
  expect(read(next)).toMatchObject([{ building: "annex", zone: "hall" }, { building: "annex" }]);
  registry.ignore(ID, true);
  expect(read(next)).toBeUndefined();
  registry.ignore(ID, false);
  expect(read(next)).toHaveLength(2);
  registry.announce("plain", { ...DEVICE, name: "another" });
  expect([steady?.isVoid(NOW), read(next)]).toEqual([true, undefined]);
});

test("it ends for as long as its dialect says so", () => {
  let holds = true;
  const { read } = setUp({ ...PATTERN, holds: () => holds });
  const next = '{"ts":1767614460,"temp":22.5,"hum":50}';
  expect(read(next)).toHaveLength(2);
  holds = false;
  expect(read(next)).toBeUndefined();
});
