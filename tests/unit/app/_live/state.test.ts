import { describe, expect, it } from "vitest";
import type { Alarm, Hold } from "#domain";
import {
  EMPTY_STATE,
  fromSnapshot,
  placedBuildings,
  relationOf,
  withCommands,
  withDeltas,
  zoneKey,
} from "../../../../app/_live/state.ts";
import { building, command, delta, device, forecast, point, snapshot } from "../../../support/wire-messages.ts";

const temperatures = (state: ReturnType<typeof fromSnapshot>) =>
  (state.zones.get("mill/hall") ?? []).map((p) => [p.source, p.value]);

describe("relationOf", () => {
  const at = (seq: number, epoch = "e1") => ({ epoch, seq });
  it("takes exactly the next frame of the same run", () => {
    expect(relationOf(at(4), at(5))).toBe("next");
    expect(relationOf(at(4), at(4))).toBe("seen");
    expect(relationOf(at(4), at(1))).toBe("seen");
    expect(relationOf(at(4), at(6))).toBe("gap");
  });
  it("sees a gap in a restarted server and before any snapshot", () => {
    expect(relationOf(at(4), at(5, "e2"))).toBe("gap");
    expect(relationOf(undefined, at(1))).toBe("gap");
  });
});

describe("points", () => {
  it("keeps the latest by measurement time, in whatever order they come", () => {
    const start = fromSnapshot(snapshot({ points: [point({ ts: 1_000, value: 20 })] }), 0);
    const late = withDeltas(start, [delta(1, { points: [point({ ts: 900, receivedAt: 9_999, value: 5 })] })], 0);
    expect(temperatures(late)).toEqual([["s1", 20]]);
    const newer = withDeltas(late, [delta(2, { points: [point({ ts: 1_100, receivedAt: 1, value: 21 })] })], 0);
    expect(temperatures(newer)).toEqual([["s1", 21]]);
  });
  it("of equal measurement times the later arrival wins", () => {
    const start = fromSnapshot(snapshot({ points: [point({ ts: 1_000, receivedAt: 5, value: 20 })] }), 0);
    const next = withDeltas(start, [delta(1, { points: [point({ ts: 1_000, receivedAt: 6, value: 22 })] })], 0);
    expect(temperatures(next)).toEqual([["s1", 22]]);
  });
  it("puts the point to show first and leaves other zones untouched", () => {
    const start = fromSnapshot(snapshot({ points: [point({ source: "trv", rank: 1 }), point({ zone: "attic" })] }), 0);
    const next = withDeltas(start, [delta(1, { points: [point({ source: "room", rank: 0 })] })], 0);
    expect(temperatures(next).map(([source]) => source)).toEqual(["room", "trv"]);
    expect(next.zones.get(zoneKey("mill", "attic"))).toBe(start.zones.get(zoneKey("mill", "attic")));
  });
});

describe("withDeltas", () => {
  it("returns the very same state when there is nothing", () => expect(withDeltas(EMPTY_STATE, [], 1)).toBe(EMPTY_STATE));
  it("moves the cursor and the estimate of the server's clock", () => {
    const state = withDeltas(
      fromSnapshot(snapshot({}), 400),
      [delta(1, { serverNow: 1_500 }), delta(2, { serverNow: 1_700 })],
      1_000,
    );
    expect(state.cursor).toEqual({ epoch: "e1", seq: 2 });
    expect(state.serverAheadMs).toBe(700);
  });
  it("adds, replaces and takes away devices", () => {
    const start = fromSnapshot(snapshot({ devices: [device("a"), device("b")] }), 0);
    const next = withDeltas(start, [delta(1, { devices: [device("a", { name: "renamed" })], gone: ["b"] })], 0);
    expect([...next.devices.values()].map((d) => d.name)).toEqual(["renamed"]);
    expect(next.buildings).toBe(start.buildings);
  });
  it("never goes back to an older forecast", () => {
    const start = fromSnapshot(snapshot({ forecasts: [forecast(2_000)] }), 0);
    const next = withDeltas(start, [delta(1, { forecasts: [forecast(1_000)] })], 0);
    expect([...next.forecasts.values()].map((f) => f.issuedAt)).toEqual([2_000]);
  });
  it("keeps the total of rejections until told another", () => {
    const state = withDeltas(fromSnapshot(snapshot({ rejectedTotal: 3 }), 0), [delta(1, { rejectedTotal: 5 }), delta(2, {})], 0);
    expect(state.rejectedTotal).toBe(5);
  });
});

describe("commands", () => {
  it("keeps the newest state of each, whether it came by socket or by HTTP", () => {
    const start = fromSnapshot(snapshot({ commands: [command({ state: "sent", updatedAt: 20 })] }), 0);
    expect(withCommands(start, [command({ state: "queued", updatedAt: 10 })]).commands.get("c1")?.state).toBe("sent");
    expect(withCommands(start, [command({ state: "held", updatedAt: 30 })]).commands.get("c1")?.state).toBe("held");
  });
  it("forgets the oldest beyond its bound", () => {
    const many = Array.from({ length: 250 }, (_, i) => command({ id: `c${i}`, at: i }));
    const { commands } = withCommands(EMPTY_STATE, many);
    expect(commands.size).toBe(200);
    expect(commands.has("c249")).toBe(true);
    expect(commands.has("c0")).toBe(false);
  });
});

it("lists placed buildings by name, without the inbox", () => {
  const map = new Map([building("z", "Zoo"), building("inbox", "Inbox"), building("a", "Ark")].map((b) => [b.id, b]));
  expect(placedBuildings(map).map((b) => b.name)).toEqual(["Ark", "Zoo"]);
});

describe("alarms and holds", () => {
  const alarm: Alarm = {
    id: "device-silent s1",
    kind: "device-silent",
    building: "mill",
    zone: "hall",
    source: "s1",
    text: "silent",
    since: 1_000,
    endedAt: null,
    acknowledgedBy: null,
  };
  it("an alarm goes when it is over and seen; holds are replaced as a whole, or left as they are", () => {
    const start = fromSnapshot(snapshot({ alarms: [alarm] }), 0);
    const over = withDeltas(start, [delta(1, { alarms: [{ ...alarm, endedAt: 2_000 }] })], 0);
    expect([...over.alarms.values()].map((a) => a.endedAt)).toEqual([2_000]);
    const seen = withDeltas(over, [delta(2, { alarms: [{ ...alarm, endedAt: 2_000, acknowledgedBy: "ada" }] })], 0);
    expect(seen.alarms.size).toBe(0);
    const hold: Hold = {
      building: "mill",
      zone: "hall",
      signal: "heatingSetpointC",
      source: "s1",
      priority: "operator",
      value: 21,
      who: "ada",
      why: "",
      since: 1_000,
      until: null,
    };
    const held = withDeltas(seen, [delta(3, { holds: [hold] }), delta(4)], 0);
    expect(held.holds).toEqual([hold]);
    expect(withDeltas(held, [delta(5, { holds: [] })], 0).holds).toEqual([]);
  });
});
