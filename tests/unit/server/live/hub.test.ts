import { describe, expect, it } from "vitest";
import { type Alarm, type Delta, type Device, deltaSchema, type Hold, manualClock, type Reading, snapshotSchema } from "#domain";
import { createHub } from "../../../../server/live/hub.ts";

const T0 = Date.UTC(2026, 0, 1);
const reading = (ts: number, value: number, source = "z2m:a"): Reading => ({
  ts,
  receivedAt: T0,
  building: "b",
  zone: "z",
  signal: "airTempC",
  value,
  quality: "good",
  source,
});
const device = (id: string, kind: Device["kind"]): Device => ({
  id,
  dialect: "z2m",
  name: id,
  vendor: "",
  model: "",
  kind,
  bound: true,
  availability: "online",
  lastSeen: T0,
  batteryPowered: false,
  points: [],
  unread: [],
});

function open() {
  const clock = manualClock(T0);
  const hub = createHub({
    clock,
    epoch: "run",
    latest: [],
    buildings: [],
    devices: [device("z2m:a", "thermostat")],
    onClockKind: () => undefined,
  });
  const frames: Delta[] = [];
  hub.onFrame((delta) => frames.push(delta));
  return { clock, hub, frames };
}

const alarm = (part: Partial<Alarm> = {}): Alarm => ({
  id: "device-silent z2m:a",
  kind: "device-silent",
  building: "b",
  zone: "z",
  source: "z2m:a",
  text: "silent",
  since: T0,
  endedAt: null,
  acknowledgedBy: null,
  ...part,
});

describe("hub", () => {
  it("shows an alarm until it is over and seen, and tells that too", () => {
    const { clock, hub, frames } = open();
    for (const part of [{}, { endedAt: T0 }, { endedAt: T0, acknowledgedBy: "ada" }]) {
      hub.alarm(alarm(part));
      clock.advance(200);
    }
    expect(frames.map((f) => f.alarms?.map((a) => [a.endedAt, a.acknowledgedBy]))).toEqual([
      [[null, null]],
      [[T0, null]],
      [[T0, "ada"]],
    ]);
    expect(hub.snapshot().alarms).toEqual([]);
  });

  it("tells all holds when one of them changes, and none otherwise", () => {
    const { clock, hub, frames } = open();
    const hold: Hold = {
      building: "b",
      zone: "z",
      signal: "heatingSetpointC",
      source: "z2m:a",
      priority: "operator",
      value: 21,
      who: "ada",
      why: "",
      since: T0,
      until: null,
    };
    hub.holds([hold]);
    clock.advance(200);
    hub.readings([reading(T0, 20)]);
    clock.advance(200);
    hub.holds([]);
    clock.advance(200);
    expect(frames.map((f) => f.holds?.length)).toEqual([1, undefined, 0]);
    expect(snapshotSchema.parse(hub.snapshot()).holds).toEqual([]);
  });

  it("T14: shows the latest by measurement time, whatever the order of arrival", () => {
    const { clock, hub } = open();
    hub.readings([reading(T0 - 1_000, 21), reading(T0 - 5_000, 19)]);
    hub.readings([reading(T0 - 3_000, 20)]);
    clock.advance(1_000);
    expect(hub.snapshot().points.map((p) => p.value)).toEqual([21]);
  });

  it("gathers a flood into one frame with one state for each point", () => {
    const { clock, hub, frames } = open();
    for (let i = 0; i < 500; i++) hub.readings([reading(T0 + i, i)]);
    clock.advance(100);
    expect(frames).toHaveLength(1);
    expect(frames[0]?.points?.map((p) => p.value)).toEqual([499]);
  });

  it("tells what was missed, and starts anew where that is more than the whole picture", () => {
    const { clock, hub } = open();
    const cursor = hub.journal.cursor();
    const frame = (points: number) => {
      hub.readings(Array.from({ length: points }, (_, i) => reading(clock.now(), 20, `plain:${i}`)));
      clock.advance(100);
    };
    frame(1_500);
    expect(hub.missedSince(cursor)).toMatchObject({ reset: false });
    frame(1_500);
    expect(hub.missedSince(cursor)).toEqual({ reset: true });
    expect(hub.missedSince(hub.journal.cursor())).toEqual({ reset: false, deltas: [] });
  });

  it("sends nothing when nothing happened", () => {
    const { clock, frames } = open();
    clock.advance(60_000);
    expect(frames).toEqual([]);
  });

  it("speaks the wire's language", () => {
    const { clock, hub, frames } = open();
    hub.devices([device("z2m:c", "sensor")]);
    hub.gone(["z2m:a"]);
    hub.readings([reading(T0, 20)]);
    hub.rejected(3);
    clock.advance(100);
    expect(deltaSchema.parse(frames[0])).toMatchObject({ gone: ["z2m:a"], rejectedTotal: 3 });
    expect(snapshotSchema.parse(hub.snapshot()).devices.map((d) => d.id)).toEqual(["z2m:c"]);
  });

  it("ranks a room sensor before a thermostat", () => {
    const { clock, hub } = open();
    hub.devices([device("ha:room", "sensor")]);
    hub.readings([reading(T0, 23), reading(T0, 21, "ha:room")]);
    clock.advance(100);
    expect(hub.snapshot().points.map((p) => [p.source, p.rank])).toEqual([
      ["z2m:a", 1],
      ["ha:room", 0],
    ]);
  });

  it("lets a browser catch up from its cursor", () => {
    const { clock, hub } = open();
    hub.readings([reading(T0, 20)]);
    clock.advance(100);
    const { cursor } = hub.snapshot();
    hub.readings([reading(T0 + 1, 21)]);
    clock.advance(100);
    expect(hub.journal.since(cursor)).toMatchObject({ reset: false, deltas: [{ points: [{ value: 21 }] }] });
  });
});
