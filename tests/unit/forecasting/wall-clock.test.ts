/** Offsets at and around changes of the clocks. */
import { expect, test } from "vitest";
import { utcOffsetMs } from "../../../forecasting/wall-clock.ts";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

test("Berlin: summer time begins on 31 March 2024 at 01:00Z and ends on 27 October at 01:00Z", () => {
  const berlin = (text: string) => utcOffsetMs("Europe/Berlin", at(text)) / HOUR;
  expect(berlin("2024-03-31T00:59:59Z")).toBe(1);
  expect(berlin("2024-03-31T01:00:00Z")).toBe(2);
  expect(berlin("2024-03-31T23:45:00Z")).toBe(2);
  expect(berlin("2024-10-27T00:59:00Z")).toBe(2);
  expect(berlin("2024-10-27T01:00:00Z")).toBe(1);
});

test("zones with odd offsets and half-hour changes", () => {
  expect(utcOffsetMs("Asia/Kathmandu", at("2024-01-01T00:00Z")) / HOUR).toBe(5.75);
  // Lord Howe: +11 to +10:30 on 7 April 2024 at 02:00 local, 15:00Z the day before.
  expect(utcOffsetMs("Australia/Lord_Howe", at("2024-04-06T14:59Z")) / HOUR).toBe(11);
  expect(utcOffsetMs("Australia/Lord_Howe", at("2024-04-06T15:00Z")) / HOUR).toBe(10.5);
});

test("agrees with Intl at every quarter of an hour around both changes", () => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", timeStyle: "short", hourCycle: "h23" });
  for (const start of ["2024-03-10T00:00Z", "2024-11-03T00:00Z"].map(at))
    for (let i = 0; i < 96; i++) {
      const ts = start + i * 900_000;
      const local = new Date(ts + utcOffsetMs("America/New_York", ts)).toISOString().slice(11, 16);
      expect(local).toBe(format.format(ts));
    }
});
