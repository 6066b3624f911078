import { expect, test } from "vitest";
import { type Alarm, type AuditEntry, alarmSchema, type Command, type ControlRecord, type Device, manualClock } from "#domain";
import { createAlarms } from "../../../server/alarms.ts";
import { command, device } from "../../support/wire-messages.ts";

function setUp(stored: readonly Alarm[] = []) {
  const clock = manualClock(1_000_000);
  const kept = new Map<string, ControlRecord>();
  const told: Alarm[] = [];
  const audited: AuditEntry[] = [];
  const alarms = createAlarms({
    clock,
    store: {
      saveControl: async (record) => void (record.kind === "alarm" && kept.set(record.alarm.id, record)),
      removeControl: async (_, id) => void kept.delete(id),
      audit: async (entry) => void audited.push(entry),
    },
    stored,
    isReplayed: (building) => building === "long-ago",
    onAlarm: (alarm) => void told.push(alarmSchema.parse(alarm)),
    onTrouble: (e) => {
      throw e;
    },
  });
  return { clock, kept, told, audited, alarms };
}
const failed = (part: Partial<Command> = {}): Command =>
  command({ state: "failed", attempts: 3, source: "z2m:0x01", problem: "not reported back within 10 s", ...part });

test("a command that failed is an alarm until the device takes one, and stays to be seen", () => {
  const { alarms, told, kept, clock } = setUp();
  alarms.command(command({ state: "timed-out", source: "z2m:0x01" }));
  expect(alarms.all()).toEqual([]);
  alarms.command(failed());
  alarms.command(failed());
  expect(told).toMatchObject([
    { kind: "command-failed", since: 1_000_000, endedAt: null, text: "Heating set-point 21 °C: not reported back within 10 s" },
  ]);
  clock.advance(60_000);
  alarms.command(command({ state: "echoed", source: "z2m:0x01" }));
  expect(alarms.all()).toMatchObject([{ endedAt: 1_060_000, acknowledgedBy: null }]);
  alarms.acknowledge("command-failed z2m:0x01 heatingSetpointC", "ada");
  expect([alarms.all(), kept.size]).toEqual([[], 0]);
  expect(() => alarms.acknowledge("command-failed z2m:0x01 heatingSetpointC", "ada")).toThrow("there is no alarm");
});

test("a command that somebody overruled is none", () => {
  const { alarms } = setUp();
  alarms.command(failed({ overruledBy: "bob" }));
  expect(alarms.all()).toEqual([]);
});

test("a device that fell silent, for as long as it is silent; one of the inbox is nobody's concern", () => {
  const { alarms } = setUp();
  const points: Device["points"] = [{ source: "s1", signal: "airTempC", building: "mill", zone: "hall" }];
  alarms.devices([device("s1", { silentSince: 5_000, points }), device("s2", { silentSince: 5_000, points, bound: false })]);
  expect(alarms.all().map((a) => a.id)).toEqual(["device-silent s1"]);
  alarms.devices([device("s1", { points })]);
  expect(alarms.all()).toMatchObject([{ endedAt: 1_000_000 }]);
});

test("a recording that ended is no device that fell silent", () => {
  const { alarms } = setUp();
  const points: Device["points"] = [{ source: "s1", signal: "airTempC", building: "long-ago", zone: "hall" }];
  alarms.devices([device("s1", { silentSince: 5_000, points })]);
  expect(alarms.all()).toEqual([]);
});

test("a device that is removed is silent no more", () => {
  const { alarms } = setUp();
  const points: Device["points"] = [{ source: "s1", signal: "airTempC", building: "mill", zone: "hall" }];
  alarms.devices([device("s1", { silentSince: 5_000, points })]);
  alarms.gone(["s1"]);
  expect(alarms.all()).toMatchObject([{ endedAt: 1_000_000 }]);
});

test("T22: a meter that disagrees with itself, with both figures", () => {
  const { alarms } = setUp();
  const meter = { source: "tasmota:A1", signal: "electricEnergyWh" } as const;
  alarms.meter({
    agrees: false,
    ...meter,
    building: "mill",
    zone: "whole",
    fromTs: 0,
    toTs: 7_200_000,
    countedWh: 1_000,
    integralWh: 2_000,
  });
  expect(alarms.all()).toMatchObject([
    { kind: "meter-disagrees", text: "its counter grew by 1.0 kWh in 2.0 h, its power adds up to 2.0 kWh" },
  ]);
  alarms.meter({ agrees: true, ...meter });
  expect(alarms.all()).toMatchObject([{ endedAt: 1_000_000 }]);
});

test("what was seen and lasts stays seen; what comes back is new", () => {
  const { alarms, clock } = setUp();
  alarms.command(failed());
  alarms.acknowledge("command-failed z2m:0x01 heatingSetpointC", "ada");
  alarms.command(failed({ value: 22 }));
  expect(alarms.all()).toMatchObject([{ acknowledgedBy: "ada", since: 1_000_000 }]);
  alarms.command(command({ state: "held", source: "z2m:0x01" }));
  clock.advance(1);
  alarms.command(failed());
  expect(alarms.all()).toMatchObject([{ acknowledgedBy: null, since: 1_000_001 }]);
});

test("alarms outlive a restart", () => {
  const first = setUp();
  first.alarms.command(failed());
  const { alarms, told } = setUp(first.alarms.all());
  expect([alarms.all().length, told.length]).toEqual([1, 1]);
});

const ID = "command-failed z2m:0x01 heatingSetpointC";
const shelf = { by: "ada", why: "valve is ordered", until: 1_000_000 + 3_600_000 };

test("on the shelf an alarm calls nobody, whatever its cause does; then it comes back by itself, and that is audited", () => {
  const { alarms, clock, audited, kept } = setUp();
  alarms.command(failed());
  alarms.shelve(ID, shelf);
  expect(alarms.all()).toMatchObject([{ acknowledgedBy: "ada", shelf: { ...shelf, since: 1_000_000 } }]);
  clock.advance(60_000);
  alarms.command(command({ state: "held", source: "z2m:0x01" }));
  alarms.command(failed({ value: 23 }));
  expect(alarms.all()).toMatchObject([{ endedAt: null, acknowledgedBy: "ada", shelf }]);
  clock.advance(3_539_999);
  expect([alarms.all()[0]?.shelf?.by, audited]).toEqual(["ada", []]);
  clock.advance(1);
  expect(alarms.all()).toMatchObject([{ endedAt: null, acknowledgedBy: null }]);
  expect(alarms.all()[0]).not.toHaveProperty("shelf");
  expect([...kept.values()][0]).not.toHaveProperty("alarm.shelf");
  expect(audited).toMatchObject([{ who: "Zonecast", action: "alarm back from the shelf", subject: ID, at: shelf.until }]);
});

test("one that ended on the shelf stays there for its time, and is over with it", () => {
  const { alarms, clock, kept, told } = setUp();
  alarms.command(failed());
  alarms.shelve(ID, shelf);
  alarms.command(command({ state: "held", source: "z2m:0x01" }));
  expect(alarms.all()).toMatchObject([{ endedAt: 1_000_000, shelf }]);
  clock.advance(3_600_000);
  expect([alarms.all(), kept.size]).toEqual([[], 0]);
  expect(told.at(-1)).toMatchObject({ endedAt: 1_000_000, acknowledgedBy: "ada" });
});

test("taken off the shelf before its time, it calls again at once and its return is called off", () => {
  const { alarms, clock, audited } = setUp();
  alarms.command(failed());
  alarms.shelve(ID, shelf);
  expect([alarms.unshelve(ID), alarms.unshelve(ID)]).toEqual([true, false]);
  expect(alarms.all()).toMatchObject([{ acknowledgedBy: null }]);
  clock.advance(3_600_000);
  expect(audited).toEqual([]);
  expect(() => alarms.shelve("no-such", shelf)).toThrow("there is no alarm 'no-such'");
  expect(() => alarms.unshelve("no-such")).toThrow("there is no alarm 'no-such'");
});

test("put aside again, the later time counts", () => {
  const { alarms, clock } = setUp();
  alarms.command(failed());
  alarms.shelve(ID, shelf);
  alarms.shelve(ID, { ...shelf, by: "bob", until: shelf.until + 60_000 });
  clock.advance(3_600_000);
  expect(alarms.all()).toMatchObject([{ shelf: { by: "bob" } }]);
  clock.advance(60_000);
  expect(alarms.all()[0]).not.toHaveProperty("shelf");
});

test("the shelf outlives a restart, and what was due meanwhile comes back at once", () => {
  const first = setUp();
  first.alarms.command(failed());
  first.alarms.shelve(ID, shelf);
  const later = setUp(first.alarms.all());
  expect(later.alarms.all()).toMatchObject([{ shelf }]);
  later.clock.advance(3_600_000);
  expect(later.alarms.all()).toMatchObject([{ acknowledgedBy: null }]);
  const overdue = setUp(first.alarms.all().map((a) => ({ ...a, shelf: { ...shelf, since: 1, until: 2 } })));
  overdue.clock.advance(0);
  expect(overdue.alarms.all()[0]).not.toHaveProperty("shelf");
});
