import { expect, test } from "vitest";
import { type CommandRequest, type ControlRecord, manualClock, type Schedule, ZonecastError } from "#domain";
import { createSchedules } from "../../../server/schedules.ts";
import { silentLog } from "../../support/fake-plant.ts";

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const schedule: Schedule = {
  building: "mill",
  zone: "hall",
  signal: "heatingSetpointC",
  blocks: [
    { days: WEEK, at: "06:00", value: 21 },
    { days: WEEK, at: "22:00", value: 17 },
  ],
};
const HOUR = 3_600_000;

function setUp(start: string, stored: readonly Schedule[] = [schedule]) {
  const clock = manualClock(Date.parse(start));
  const sent: { readonly at: string; readonly value: number; readonly priority: CommandRequest["priority"] }[] = [];
  const kept: ControlRecord[] = [];
  const world = { refused: false };
  const schedules = createSchedules({
    clock,
    log: silentLog,
    store: { saveControl: async (record) => void kept.push(record), removeControl: async () => void kept.pop() },
    stored,
    timeZoneOf: () => "Europe/Berlin",
  });
  schedules.start(({ value, priority }) => {
    if (world.refused) throw new ZonecastError("observe-only", "commands are switched off");
    sent.push({ at: new Date(clock.now()).toISOString().slice(0, 16), value, priority });
    return [];
  });
  return { clock, sent, kept, world, schedules };
}

test("T39: each block goes out when it begins by the building's clocks, over both changes of the year", () => {
  const spring = setUp("2026-03-28T20:00Z");
  spring.clock.advance(34 * HOUR);
  expect(spring.sent.map((s) => [s.at, s.value])).toEqual([
    ["2026-03-28T21:00", 17],
    ["2026-03-29T04:00", 21],
    ["2026-03-29T20:00", 17],
    ["2026-03-30T04:00", 21],
  ]);
  const autumn = setUp("2026-10-24T19:00Z");
  autumn.clock.advance(26.5 * HOUR);
  expect(autumn.sent.map((s) => s.at)).toEqual(["2026-10-24T20:00", "2026-10-25T05:00", "2026-10-25T21:00"]);
  expect(new Set(autumn.sent.map((s) => s.priority))).toEqual(new Set(["schedule"]));
});

test("T37: nothing goes out because the server starts, nor what began while the machine slept", () => {
  const { clock, sent } = setUp("2026-11-28T12:00Z");
  clock.advance(8 * HOUR);
  expect(sent).toEqual([]);
  // The machine sleeps through the block of 22:00 and wakes an hour and a half later.
  const ticking = manualClock(Date.parse("2026-11-28T20:59:50Z"));
  let asleepMs = 0;
  const values: number[] = [];
  const schedules = createSchedules({
    clock: { ...ticking, now: () => ticking.now() + asleepMs },
    log: silentLog,
    store: { saveControl: async () => {}, removeControl: async () => {} },
    stored: [schedule],
    timeZoneOf: () => "Europe/Berlin",
  });
  schedules.start(({ value }) => {
    values.push(value);
    return [];
  });
  ticking.advance(5_000);
  asleepMs = 90 * 60_000;
  ticking.advance(60_000);
  expect(values).toEqual([]);
  ticking.advance(7 * HOUR);
  expect(values).toEqual([21]);
});

test("a schedule that is saved, replaced and removed counts from its next block on", async () => {
  const { clock, sent, kept, schedules } = setUp("2026-11-28T04:30Z", []);
  await schedules.save(schedule);
  expect(sent).toEqual([]);
  await schedules.save({ ...schedule, blocks: [{ days: WEEK, at: "06:00", value: 20 }] });
  clock.advance(HOUR);
  expect(sent).toMatchObject([{ value: 20 }]);
  expect(schedules.next(schedule, clock.now())).toBe(Date.parse("2026-11-29T05:00Z"));
  await schedules.remove(schedule);
  clock.advance(24 * HOUR);
  expect([sent.length, kept.length, schedules.next(schedule, clock.now())]).toEqual([1, 1, null]);
  await expect(schedules.remove(schedule)).rejects.toThrow("there is no schedule for mill/hall/heatingSetpointC");
});

test("T40: a building that only observes lets a block pass, and the next one goes out again", () => {
  const { clock, sent, world } = setUp("2026-11-28T04:30Z");
  world.refused = true;
  clock.advance(HOUR);
  world.refused = false;
  clock.advance(24 * HOUR);
  expect(sent.map((s) => s.at)).toEqual(["2026-11-28T21:00", "2026-11-29T05:00"]);
});

test("given back, the block in force goes out at once", () => {
  const { sent, schedules } = setUp("2026-11-28T12:00Z");
  schedules.resume(schedule);
  expect(sent).toMatchObject([{ value: 21, priority: "schedule" }]);
  schedules.resume({ ...schedule, zone: "attic" });
  expect(sent).toHaveLength(1);
});
