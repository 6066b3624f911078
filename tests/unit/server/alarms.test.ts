import { expect, test } from "vitest";
import { type Alarm, alarmSchema, type Command, type ControlRecord, type Device, manualClock } from "#domain";
import { createAlarms } from "../../../server/alarms.ts";
import { command, device } from "../../support/wire-messages.ts";

function setUp(stored: readonly Alarm[] = []) {
  const clock = manualClock(1_000_000);
  const kept = new Map<string, ControlRecord>();
  const told: Alarm[] = [];
  const alarms = createAlarms({
    clock,
    store: {
      saveControl: async (record) => void (record.kind === "alarm" && kept.set(record.alarm.id, record)),
      removeControl: async (_, id) => void kept.delete(id),
    },
    stored,
    isReplayed: (building) => building === "long-ago",
    onAlarm: (alarm) => void told.push(alarmSchema.parse(alarm)),
    onTrouble: (e) => {
      throw e;
    },
  });
  return { clock, kept, told, alarms };
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
