import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scheduleSchema } from "#domain";
import {
  blocksOf,
  EMPTY_WEEK,
  isEmpty,
  isSound,
  problemsOf,
  sameWeek,
  stretchesOf,
  timeFrom,
  timeMoved,
  type Week,
  weekOf,
  withCopiedDay,
  withNewSlot,
  withoutSlot,
  withSlot,
  withSortedDay,
} from "../../../../app/_schedule/week.ts";

const house = weekOf([
  { days: [1, 2, 3, 4, 5], at: "06:30", value: 21 },
  { days: [6, 7], at: "08:00", value: 21 },
  { days: [1, 2, 3, 4, 5, 6, 7], at: "22:00", value: 17 },
]);

describe("weekOf and blocksOf", () => {
  it("turn blocks into days and back", () => {
    expect(house[0]).toEqual([
      { at: "06:30", value: 21 },
      { at: "22:00", value: 17 },
    ]);
    expect(blocksOf(house)).toEqual([
      { days: [1, 2, 3, 4, 5], at: "06:30", value: 21 },
      { days: [6, 7], at: "08:00", value: 21 },
      { days: [1, 2, 3, 4, 5, 6, 7], at: "22:00", value: 17 },
    ]);
  });
  it("lets the later of two blocks that begin together count", () =>
    expect(
      weekOf([
        { days: [1, 2], at: "06:00", value: 20 },
        { days: [2], at: "06:00", value: 22 },
      ]).slice(0, 2),
    ).toEqual([[{ at: "06:00", value: 20 }], [{ at: "06:00", value: 22 }]]));
  it("loses nothing of any sound week, and what it makes the server takes", () => {
    const at = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
    const day = fc.uniqueArray(fc.record({ at, value: fc.integer({ min: 10, max: 60 }).map((v) => v / 2) }), {
      selector: (s) => s.at,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (days) => {
        const week = days.map((_, i) => withSortedDay(days, i)[i] ?? []);
        expect(weekOf(blocksOf(week))).toEqual(week);
        const blocks = blocksOf(week);
        const schedule = { building: "b", zone: "z", signal: "heatingSetpointC", blocks };
        expect(scheduleSchema.safeParse(schedule).success).toBe(blocks.length > 0);
      }),
    );
  });
});

describe("editing", () => {
  it("changes, removes and copies without touching the other days", () => {
    const warmer = withSlot(house, 2, 0, { value: 22 });
    expect(warmer[2]?.[0]).toEqual({ at: "06:30", value: 22 });
    expect(warmer[1]).toEqual(house[1]);
    expect(withoutSlot(house, 0, 1)[0]).toEqual([{ at: "06:30", value: 21 }]);
    const copied = withCopiedDay(warmer, 2, [5, 6]);
    expect(copied[5]).toEqual(warmer[2]);
    expect(copied[4]).toEqual(house[4]);
  });
  it("adds a slot behind the last one, at six on an empty day, and never at a time that is taken", () => {
    expect(withNewSlot(EMPTY_WEEK, 0, 21)[0]).toEqual([{ at: "06:00", value: 21 }]);
    expect(withNewSlot(house, 0, 21)[0]?.map((s) => s.at)).toEqual(["06:30", "22:00", "23:30"]);
    let full: Week = house;
    for (let i = 0; i < 50; i++) full = withNewSlot(full, 0, 21);
    expect(isSound(full)).toBe(true);
    expect(full[0]).toHaveLength(52);
  });
  it("names what is wrong", () => {
    expect(
      problemsOf([
        { at: "", value: 1 },
        { at: "06:00", value: 1 },
        { at: "06:00", value: 2 },
        { at: "24:00", value: 2 },
      ]),
    ).toEqual(["no-time", undefined, "same-time", "no-time"]);
    expect(isSound(house)).toBe(true);
    expect(isEmpty(EMPTY_WEEK)).toBe(true);
  });
  it("reads times as people write them", () => {
    expect(["6", "06", "630", "6:30", "6.30", "06h30", " 23:59 "].map(timeFrom)).toEqual([
      ...["06:00", "06:00", "06:30", "06:30", "06:30", "06:30", "23:59"],
    ]);
    expect(["", "x", "24", "6:60", "6:3", "12345"].map(timeFrom)).toEqual(Array(6).fill(undefined));
    expect([timeMoved("06:30", 15), timeMoved("00:05", -15), timeMoved("23:55", 15), timeMoved("x", 15)]).toEqual([
      ...["06:45", "00:00", "23:59", "x"],
    ]);
  });
  it("takes two weeks as the same whatever the order of their slots", () => {
    const turned = house.map((day) => [...day].reverse());
    expect(sameWeek(turned, house)).toBe(true);
    expect(sameWeek(withoutSlot(house, 0, 0), house)).toBe(false);
  });
});

describe("stretchesOf", () => {
  it("begins a day with what the day before left, over the turn of the week too", () =>
    expect(stretchesOf(house, 0)).toEqual([
      { fromMin: 0, toMin: 390, value: 17 },
      { fromMin: 390, toMin: 1320, value: 21 },
      { fromMin: 1320, toMin: 1440, value: 17 },
    ]));
  it("reaches back over days without slots", () => {
    const monday = weekOf([{ days: [1], at: "00:00", value: 19 }]);
    expect(stretchesOf(monday, 6)).toEqual([{ fromMin: 0, toMin: 1440, value: 19 }]);
    expect(stretchesOf(monday, 0)).toEqual([{ fromMin: 0, toMin: 1440, value: 19 }]);
    expect(stretchesOf(EMPTY_WEEK, 0)).toEqual([]);
  });
});
