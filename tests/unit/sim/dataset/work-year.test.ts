import { expect, test } from "vitest";
import { usageOf } from "../../../../sim/dataset/uses.ts";
import { dayLevels, workYear } from "../../../../sim/dataset/work-year.ts";

const DAY_MS = 86_400_000;
const dayOf = (date: string) => Date.parse(date) / DAY_MS;
const school = usageOf("school")!;

test("the same names and seed give the same year, another building another", () => {
  expect(workYear(school, 1, "b1")).toEqual(workYear(school, 1, "b1"));
  expect(workYear(school, 1, "b2").weeks).not.toEqual(workYear(school, 1, "b1").weeks);
});

test("a school has as many quiet weeks as its table allows, in each of many years drawn", () => {
  const [least, most] = school.quietWeeks;
  for (let b = 0; b < 50; b++) {
    const quiet = workYear(school, 1, `b${b}`).weeks.filter((w) => w < 1).length;
    // Spells may lie on top of each other, so there can be fewer.
    expect(quiet).toBeLessThanOrEqual(most);
    expect(quiet).toBeGreaterThanOrEqual(Math.floor(least / 2));
  }
});

test("Saturdays, Sundays and holidays have their own share of a working day's life", () => {
  const year = {
    ...workYear(school, 3, "b"),
    holidays: new Set([dayOf("2025-06-18") - dayOf("2025-01-01")]),
    weeks: new Float64Array(53).fill(1),
  };
  const life = (date: string) => dayLevels(year, dayOf(date)).life;
  expect(life("2025-06-17")).toBe(1);
  expect(life("2025-06-18")).toBe(year.sunday);
  expect(life("2025-06-21")).toBe(year.saturday);
  expect(life("2025-06-22")).toBe(year.sunday);
  expect(life("2025-12-25")).toBe(year.sunday);
  expect(life("2026-01-01")).toBe(year.sunday);
});

test("rooms stay cool on days without life only where the heating knows ends of weeks", () => {
  const year = { ...workYear(school, 3, "b"), saturday: 0.1, sunday: 0.05 };
  const open = (setsBackAtWeekends: boolean) => dayLevels({ ...year, setsBackAtWeekends }, dayOf("2025-06-22")).open;
  expect([open(true), open(false)]).toEqual([false, true]);
  expect(dayLevels(year, dayOf("2025-06-17")).open).toBe(true);
});
