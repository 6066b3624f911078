import { expect, test } from "vitest";
import { calendarOf } from "../../../../sim/dataset/calendar.ts";
import { generatePeople } from "../../../../sim/dataset/people.ts";

const STEP_S = 900;
function live(seed: number, days = 364, persons = 2) {
  const steps = days * 96;
  const times = Array.from({ length: steps }, (_, i) => {
    const day = 20_000 + Math.floor(i / 96);
    return { day, hour: ((i % 96) + 0.5) / 4, weekend: (day + 3) % 7 >= 5 };
  });
  const cold = new Float64Array(steps).fill(5);
  return {
    times,
    ...generatePeople({
      persons,
      applianceBaseW: 50,
      appliancePeakW: 600,
      openWindowPerH: 4,
      seed,
      name: "b/z",
      calendar: calendarOf(steps, (i) => times[i] ?? { day: 0, hour: 0, weekend: false }),
      stepS: STEP_S,
      outdoorTempC: cold,
      dayMeanC: cold,
    }),
  };
}

test("the same seed lives the same life, another another, and no two weeks are alike", () => {
  const [a, again, b] = [live(1), live(1), live(2)];
  expect(again.gainW).toEqual(a.gainW);
  expect(b.persons).not.toEqual(a.persons);
  const week = (k: number) => a.persons.slice(k * 672, (k + 1) * 672).join("");
  expect(new Set(Array.from({ length: 52 }, (_, k) => week(k))).size).toBeGreaterThan(48);
});

test("over many homes: more people at night than at noon of a working day, and away on some days", () => {
  const homes = Array.from({ length: 12 }, (_, s) => live(s, 56));
  const share = (from: number, to: number, weekend: boolean) => {
    let [there, of] = [0, 0];
    for (const { times, persons } of homes)
      times.forEach((t, i) => {
        if (t.weekend !== weekend || t.hour < from || t.hour >= to) return;
        there += persons[i] ?? 0;
        of += 2;
      });
    return there / of;
  };
  expect(share(0, 6, false)).toBeGreaterThan(0.85);
  expect(share(11, 13, false)).toBeLessThan(0.55);
  expect(share(11, 13, true)).toBeGreaterThan(share(11, 13, false));
});

test("heat is at least what always runs, and people add to it; nobody in an empty zone", () => {
  const { gainW, persons } = live(3, 28);
  expect(gainW.reduce((a, b) => Math.min(a, b))).toBeGreaterThanOrEqual(50);
  expect(gainW[persons.indexOf(2)]).toBeGreaterThanOrEqual(190);
  expect(live(3, 28, 0).persons.every((n) => n === 0)).toBe(true);
});
