import { expect, test } from "vitest";
import { activeBlock, profileShare } from "../../../../sim/building/schedule.ts";

const schedule = [
  { days: "workday", fromHour: 6, setpointC: 21 },
  { days: "every-day", fromHour: 22, setpointC: 17 },
  { days: "weekend", fromHour: 8, setpointC: 20 },
] as const;
// Day 20_000 since 1970 is Friday, 4 October 2024.
const at = (day: number, hour: number) => activeBlock([...schedule], { day, hour, weekend: (day + 3) % 7 >= 5 });

test("the last block that began holds, also over midnight and into a week-end", () => {
  expect(at(20_000, 12).setpointC).toBe(21);
  expect(at(20_000, 23).setpointC).toBe(17);
  expect(at(20_001, 7.9)).toEqual({ setpointC: 17, sinceHour: 20_000 * 24 + 22 });
  expect(at(20_001, 8)).toEqual({ setpointC: 20, sinceHour: 20_001 * 24 + 8 });
  expect(at(20_003, 5).setpointC).toBe(17);
  expect(at(20_003, 6).setpointC).toBe(21);
});

test("profiles run straight between full hours and round midnight", () => {
  const day = Array.from({ length: 24 }, (_, h) => (h === 12 ? 1 : 0));
  const profile = { workday: day, weekend: day.map((v) => 1 - v) };
  expect(profileShare(profile, { hour: 11.5, weekend: false })).toBe(0.5);
  expect(profileShare(profile, { hour: 12.25, weekend: false })).toBe(0.75);
  expect(profileShare(profile, { hour: 23.5, weekend: true })).toBe(1);
});
