import { expect, test } from "vitest";
import { calendarOf } from "../../../../sim/dataset/calendar.ts";
import { usageOf } from "../../../../sim/dataset/uses.ts";
import { generateWork } from "../../../../sim/dataset/workplace.ts";
import { PERSON_W } from "../../../../sim/life/people.ts";

const FIRST_DAY = Date.UTC(2025, 0, 6) / 86_400_000; // a Monday

function work(
  use: string,
  given: {
    seed?: number;
    days?: number;
    stepS?: number;
    building?: string;
    sunWPerM2?: number;
    outdoorC?: number;
    scale?: number;
  } = {},
) {
  const { seed = 1, days = 28, stepS = 900, building = "b", sunWPerM2 = 0, outdoorC = 5, scale = 1 } = given;
  const perDay = 86_400 / stepS;
  const steps = days * perDay;
  const times = Array.from({ length: steps }, (_, i) => {
    const day = FIRST_DAY + Math.floor(i / perDay);
    return { day, hour: (((i % perDay) + 0.5) * 24) / perDay, weekend: (day + 3) % 7 >= 5 };
  });
  const made = generateWork({
    ...{ use: usageOf(use)!, floorAreaM2: 500, applianceScale: scale, openWindowPerH: 4, seed, building, zone: "z" },
    calendar: calendarOf(steps, (i) => times[i] ?? { day: 0, hour: 0, weekend: false }),
    outdoorTempC: new Float64Array(steps).fill(outdoorC),
    dayMeanC: new Float64Array(steps).fill(outdoorC),
    irradianceWPerM2: new Float64Array(steps).fill(sunWPerM2),
  });
  const { persons, gainW, windowPerH, warm } = made;
  return { times, persons: [...persons], gainW: [...gainW], windowPerH: [...windowPerH], warm: [...warm] };
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const on = (
  made: ReturnType<typeof work>,
  column: readonly number[],
  which: (t: { hour: number; weekend: boolean }) => boolean,
) => mean(column.filter((_, i) => which(made.times[i]!)));

test("the same names and seed work the same days, another building others, and no two weeks are alike", () => {
  const [a, again, b] = [work("office"), work("office"), work("office", { building: "c" })];
  expect(again.gainW).toEqual(a.gainW);
  expect(b.gainW).not.toEqual(a.gainW);
  const week = (k: number) => a.gainW.slice(k * 672, (k + 1) * 672).join();
  expect(new Set([0, 1, 2, 3].map(week)).size).toBe(4);
});

test("quarters of an hour and hours have the same days", () => {
  const [fine, coarse] = [work("office"), work("office", { stepS: 3_600 })];
  const hourly = coarse.persons.map((_, h) => mean(fine.persons.slice(4 * h, 4 * h + 4)));
  const apart = coarse.persons.map((n, h) => Math.abs(n - (hourly[h] ?? 0)));
  expect(mean(apart)).toBeLessThan(0.03 * Math.max(...coarse.persons));
});

test("offices are full on working days and hardly used at night and on Sundays; halls are the other way round", () => {
  const officeDays = Array.from({ length: 10 }, (_, s) => work("office", { seed: s }));
  const hallDays = Array.from({ length: 10 }, (_, s) => work("residence", { seed: s }));
  const noon = (t: { hour: number; weekend: boolean }) => !t.weekend && t.hour > 9 && t.hour < 12;
  const night = (t: { hour: number }) => t.hour < 5;
  const share = (of: typeof officeDays, which: typeof noon) => mean(of.map((w) => on(w, w.persons, which)));
  expect(share(officeDays, noon)).toBeGreaterThan(8 * share(officeDays, night));
  expect(share(officeDays, noon)).toBeGreaterThan(2 * share(officeDays, (t) => t.weekend && t.hour > 9 && t.hour < 12));
  expect(share(hallDays, night)).toBeGreaterThan(3 * share(hallDays, noon));
});

test("daylight saves lights, devices scale, and people give their heat", () => {
  const [dark, bright] = [work("office"), work("office", { sunWPerM2: 400 })];
  expect(mean(bright.gainW)).toBeLessThan(mean(dark.gainW));
  const twice = work("office", { scale: 2 });
  const people = dark.persons.map((n) => PERSON_W * n);
  expect(mean(twice.gainW.map((w, i) => w - people[i]!))).toBeCloseTo(2 * mean(dark.gainW.map((w, i) => w - people[i]!)), 6);
  expect(dark.gainW.every((w, i) => w >= people[i]!)).toBe(true);
});

test("rooms are warm before people come and not at night; windows open only while somebody is there", () => {
  const made = work("office", { outdoorC: 20 });
  const day = 1 * 96; // a Tuesday
  const [firstWarm, firstPerson] = [made.warm.indexOf(1, day), made.persons.findIndex((n, i) => i >= day && n > 2)];
  expect(firstWarm).toBeGreaterThan(day);
  expect(firstWarm).toBeLessThanOrEqual(firstPerson);
  expect(made.warm[day]).toBe(0);
  made.windowPerH.forEach((n, i) => {
    if (n > 0) expect(made.persons[i]).toBeGreaterThan(0);
  });
  expect(Math.max(...made.windowPerH)).toBeGreaterThan(0);
});
