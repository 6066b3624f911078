import { expect, test } from "vitest";
import { calendarOf } from "../../../../sim/dataset/calendar.ts";
import { PROGRAMMES, type Programme, writeSetpoints } from "../../../../sim/dataset/programme.ts";

const FIRST_DAY = Date.UTC(2025, 0, 6) / 86_400_000; // a Monday
const schedule = { dayC: 20, setbackK: 3, fromHour: 6, toHour: 22 };

interface Given {
  readonly seed?: number;
  readonly building?: string;
  readonly days?: number;
  readonly stepS?: number;
  readonly outdoorC?: number;
  readonly persons?: (day: number, hour: number) => number;
}

function setpoints(programme: Programme, given: Given = {}) {
  const { seed = 1, building = "b", days = 28, stepS = 900, outdoorC = 2, persons = () => 1 } = given;
  const perDay = 86_400 / stepS;
  const steps = days * perDay;
  const times = Array.from({ length: steps }, (_, i) => {
    const day = FIRST_DAY + Math.floor(i / perDay);
    return { day, hour: (((i % perDay) + 0.5) * 24) / perDay, weekend: (day + 3) % 7 >= 5 };
  });
  const out = new Float64Array(steps);
  writeSetpoints(
    {
      ...{ programme, schedule, seed, building },
      calendar: calendarOf(steps, (i) => times[i] ?? { day: 0, hour: 0, weekend: false }),
      persons: times.map((t) => persons(t.day, t.hour)),
      dayMeanC: new Float64Array(steps).fill(outdoorC),
    },
    out,
  );
  return { times, setpointC: [...out] };
}

const warmShare = ({ setpointC }: { setpointC: readonly number[] }) =>
  setpointC.filter((c) => c === schedule.dayC).length / setpointC.length;

test.each(PROGRAMMES)("%s: the same names and seed give the same days, and never more than the day's value", (programme) => {
  const a = setpoints(programme);
  expect(setpoints(programme).setpointC).toEqual(a.setpointC);
  expect(Math.max(...a.setpointC)).toBe(schedule.dayC);
  expect(Math.min(...a.setpointC)).toBeLessThan(schedule.dayC);
  expect(Math.min(...a.setpointC)).toBeGreaterThanOrEqual(8);
});

test("a set-back holds its hours whoever is in", () => {
  const { times, setpointC } = setpoints("setback", { persons: () => 0 });
  times.forEach(({ hour }, i) => {
    expect(setpointC[i]).toBe(hour >= 6 && hour < 22 ? 20 : 17);
  });
});

test("in periods a home is warm some hours of the day, in the morning and in the evening, and not at three at night", () => {
  const homes = Array.from({ length: 20 }, (_, b) => setpoints("periods", { building: `b${b}` }));
  for (const home of homes) {
    expect(warmShare(home)).toBeGreaterThan(0.15);
    expect(warmShare(home)).toBeLessThan(0.75);
    const at = (hour: number) => home.setpointC.filter((c, i) => Math.floor(home.times[i]!.hour) === hour && c === 20).length;
    expect(at(3)).toBe(0);
    expect(at(20)).toBeGreaterThan(0.5 * 28 * 4);
  }
});

test("on demand, cold days are heated more than cool ones and mild ones not at all", () => {
  const share = (outdoorC: number) => {
    const homes = Array.from({ length: 10 }, (_, b) => setpoints("on-demand", { building: `b${b}`, outdoorC }));
    return homes.reduce((sum, home) => sum + warmShare(home), 0);
  };
  expect(share(0)).toBeGreaterThan(1.5 * share(10));
  expect(share(10)).toBeGreaterThan(0);
  expect(share(15)).toBe(0);
});

test("by presence it is warm while somebody is in, and a day without anybody is cold by every programme but the set-back", () => {
  const { times, setpointC } = setpoints("presence", { persons: (_, hour) => (hour < 9 || hour >= 17 ? 1 : 0) });
  times.forEach(({ hour }, i) => {
    if (hour > 9 && hour < 17) expect(setpointC[i]).toBe(17);
    if (hour > 8 && hour < 9) expect(setpointC[i]).toBe(20);
  });
  for (const programme of ["periods", "presence", "on-demand"] as const) {
    const empty = setpoints(programme, { persons: (day) => (day === FIRST_DAY + 1 ? 0 : 1) });
    expect(new Set(empty.setpointC.slice(96, 192)).has(20)).toBe(false);
  }
});

test("hours and quarters of an hour have the same days", () => {
  const [fine, coarse] = [setpoints("on-demand"), setpoints("on-demand", { stepS: 3_600 })];
  const apart = Math.abs(warmShare(fine) - warmShare(coarse));
  expect(apart).toBeLessThan(0.15 * warmShare(fine));
});
