import { expect, test } from "vitest";
import { dayBounds, instantOf, shownAt } from "#domain";

const utc = (text: string): number => Date.parse(`${text}Z`);
const hoursOf = (timeZone: string, from: string): number[] => {
  const bounds = dayBounds(timeZone, utc(from), 3);
  return bounds.slice(1).map((end, i) => (end - (bounds[i] ?? 0)) / 3_600_000);
};

test.each([
  ["Europe/Berlin", "2026-03-28T12:00", [24, 23, 24]],
  ["Europe/Berlin", "2026-10-24T12:00", [24, 25, 24]],
  ["America/New_York", "2026-03-07T12:00", [24, 23, 24]],
  ["America/New_York", "2026-10-31T12:00", [24, 25, 24]],
  ["Australia/Lord_Howe", "2026-10-03T00:00", [24, 23.5, 24]],
  ["Australia/Lord_Howe", "2026-04-04T00:00", [24, 24.5, 24]],
  ["UTC", "2026-03-28T12:00", [24, 24, 24]],
])("T18: days of %s from %s on last %j hours", (timeZone, from, hours) => expect(hoursOf(timeZone, from)).toEqual(hours));

test("T19: a leap day is a day, and a year ends where it ends by its own clocks", () => {
  expect(dayBounds("Europe/Berlin", utc("2028-02-28T12:00"), 3).map((ts) => new Date(ts).toISOString().slice(0, 16))).toEqual([
    "2028-02-27T23:00",
    "2028-02-28T23:00",
    "2028-02-29T23:00",
    "2028-03-01T23:00",
  ]);
  expect(dayBounds("Pacific/Auckland", utc("2026-12-31T10:30"), 1)).toEqual([utc("2026-12-30T11:00"), utc("2026-12-31T11:00")]);
});

test("what clocks show and when they show it are each other's inverse, but for what is shown twice or never", () => {
  for (const zone of ["Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe"])
    for (let ts = utc("2026-01-01T00:30"); ts < utc("2027-01-01T00:00"); ts += 7 * 3_600_000) {
      const back = instantOf(zone, shownAt(zone, ts));
      expect([0, 1_800_000, 3_600_000]).toContain(ts - back);
    }
});
