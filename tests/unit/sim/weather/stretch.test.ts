import { expect, test } from "vitest";
import { column, isZonecastError, makeFrame } from "#domain";
import { goesRound, stretchOf } from "../../../../sim/weather/stretch.ts";

const HOUR = 3_600_000;
/** Hour h of a typical year holds the number h; it begins at 01:00 local time of UTC+1. */
const year = makeFrame(Date.UTC(2023, 0, 1), 3600, [["x", Float64Array.from({ length: 8760 }, (_, h) => h)]]);
const short = makeFrame(Date.UTC(2024, 5, 1), 3600, [["x", Float64Array.from({ length: 100 }, (_, h) => h)]]);

const at = (fromTs: number, hours: number) => [...column(stretchOf(year, fromTs, fromTs + (hours - 1) * HOUR), "x")];

test("a typical year stands for every year, and goes round at its end", () => {
  expect(goesRound(year)).toBe(true);
  expect(at(Date.UTC(2026, 0, 1), 3)).toEqual([0, 1, 2]);
  expect(at(Date.UTC(2025, 11, 31, 22), 4)).toEqual([8758, 8759, 0, 1]);
});

test("29 February is 28 February again, and March goes on as ever", () => {
  const feb28 = 58 * 24;
  expect(at(Date.UTC(2024, 1, 29), 2)).toEqual([feb28, feb28 + 1]);
  expect(at(Date.UTC(2024, 2, 1), 2)).toEqual([feb28 + 24, feb28 + 25]);
  expect(at(Date.UTC(2024, 11, 31, 23), 2)).toEqual([8759, 0]);
});

test("a typical year whose first row lies in the old year of UTC goes round the same way", () => {
  const east = makeFrame(Date.UTC(2022, 11, 31, 20), 3600, [["x", Float64Array.from({ length: 8760 }, (_, h) => h)]]);
  expect([...column(stretchOf(east, Date.UTC(2025, 11, 31, 19), Date.UTC(2025, 11, 31, 20)), "x")]).toEqual([8759, 0]);
});

test("rows start at or before the time that is asked for", () => {
  const cut = stretchOf(short, Date.UTC(2024, 5, 1, 3, 20), Date.UTC(2024, 5, 1, 5, 20));
  expect(cut.startTs).toBe(Date.UTC(2024, 5, 1, 3));
  expect([...column(cut, "x")]).toEqual([3, 4, 5, 6]);
});

test("weather of its own time does not stretch", () => {
  for (const [from, until] of [
    [Date.UTC(2024, 4, 31, 23), Date.UTC(2024, 5, 1, 5)],
    [Date.UTC(2024, 5, 1), Date.UTC(2024, 5, 9)],
    [Date.UTC(2024, 5, 2), Date.UTC(2024, 5, 1)],
  ] as const) {
    let caught: unknown;
    try {
      stretchOf(short, from, until);
    } catch (e) {
      caught = e;
    }
    expect(isZonecastError(caught, "bad-input")).toBe(true);
  }
});
