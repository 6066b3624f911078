import { expect, test } from "vitest";
import { createClockOffsets } from "../../../devices/clock-offset.ts";
import type { AnnouncedDevice, DialectEvent, Message } from "../../../devices/dialect.ts";
import { Gathering } from "../../../devices/gathering.ts";
import { createRegistry } from "../../../devices/registry.ts";
import { createRhythm } from "../../../devices/rhythm.ts";

const AT = Date.UTC(2026, 0, 5, 12);
const message: Message = { topic: "a/b", payload: Buffer.from("{}"), retain: false, receivedAt: AT };
const device = (id: string): AnnouncedDevice => ({
  id,
  name: id,
  vendor: "",
  model: "",
  kind: "sensor",
  batteryPowered: false,
  points: [{ signal: "airTempC" }, { endpoint: "l2", signal: "airTempC" }],
  unread: [],
});
const value = (id: string, number: number, ts?: number, endpoint?: string): DialectEvent => ({
  type: "value",
  id,
  endpoint,
  signal: "airTempC",
  value: number,
  ts,
});

function gather(events: readonly DialectEvent[], from: Message = message) {
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "mill" });
  const out = new Gathering(from, { registry, rhythm: createRhythm(), clocks: createClockOffsets([]) });
  for (const event of events) out.take("plain", event);
  return { out, registry };
}

test("values of several devices in one message each find their own", () => {
  const { out, registry } = gather([
    { type: "device", device: device("plain:a") },
    { type: "device", device: device("plain:b") },
    value("plain:a", 20, AT - 1_000),
    value("plain:b", 21, AT - 2_000),
    value("plain:a", 22, AT - 3_000, "l2"),
  ]);
  expect(out.readings.map((r) => [r.source, r.value, r.ts])).toEqual([
    ["plain:a", 20, AT - 1_000],
    ["plain:b", 21, AT - 2_000],
    ["plain:a#l2", 22, AT - 3_000],
  ]);
  expect(registry.all().map((d) => d.lastSeen)).toEqual([AT, AT]);
});

test("a device that is gone within the message takes no more values", () => {
  const { out } = gather([
    { type: "device", device: device("plain:a") },
    value("plain:a", 20),
    { type: "gone", id: "plain:a" },
    value("plain:a", 21),
  ]);
  expect(out.readings).toHaveLength(1);
  expect(out.rejections.map((r) => r.reason)).toEqual(["unknown-device"]);
});

test("what the broker kept is no sign of life, and what physics forbids is refused", () => {
  const { out, registry } = gather([{ type: "device", device: device("plain:a") }, value("plain:a", 20), value("plain:a", 400)], {
    ...message,
    retain: true,
  });
  expect(out.readings.map((r) => r.quality)).toEqual(["retained"]);
  expect(out.rejections.map((r) => r.reason)).toEqual(["out-of-range"]);
  expect(registry.all()[0]?.lastSeen).toBeNull();
});
