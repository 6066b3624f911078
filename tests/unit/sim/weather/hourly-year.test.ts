/** The calendar of typical years. */
import { expect, test } from "vitest";
import { calendarOf, checkCalendar, checkRows, TYPICAL_YEAR, yearGrid } from "../../../../sim/weather/hourly-year.ts";

const site = { name: "x", latitudeDeg: 0, longitudeDeg: 0, elevationM: 0, utcOffsetH: -7 };

test.each([
  [0, 1, 1, 1],
  [23, 1, 1, 24],
  [24 * 58 + 23, 2, 28, 24],
  [24 * 59, 3, 1, 1],
  [8759, 12, 31, 24],
])("row %i is month %i, day %i, hour %i", (row, month, day, hour) => {
  expect(calendarOf(row)).toEqual({ month, day, hour });
  expect(() => checkCalendar(row, month, day, hour, 1)).not.toThrow();
});

test("a row at the wrong place names what is due; a leap day says so", () => {
  expect(() => checkCalendar(24, 1, 2, 2, 33)).toThrow(
    "line 33: date and hour are month 1, day 2, hour 2; month 1, day 2, hour 1 is due",
  );
  expect(() => checkCalendar(24 * 59, 2, 29, 1, 9)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining("29 February") }),
  );
});

test("too few and too many rows", () => {
  expect(() => checkRows(8760, 9)).not.toThrow();
  expect(() => checkRows(8759, 9)).toThrow("line 8767: the file ends after 8,759 hourly rows instead of 8,760");
  expect(() => checkRows(8761, 9)).toThrow("line 8769: the file goes on after a year: 8,761 hourly rows");
});

test("row 0 stands at 01:00 local standard time of 1 January, in UTC", () => {
  expect(new Date(yearGrid(site, {}).startTs).toISOString()).toBe("2023-01-01T08:00:00.000Z");
  expect(new Date(yearGrid({ ...site, utcOffsetH: 5.5 }, { year: 2021 }).startTs).toISOString()).toBe("2020-12-31T19:30:00.000Z");
  expect(new Date(Date.UTC(TYPICAL_YEAR, 0, 1)).getUTCDay()).toBe(0);
});

test("a leap year is refused", () => {
  expect(() => yearGrid(site, { year: 2024 })).toThrow(expect.objectContaining({ code: "bad-input" }));
  expect(() => yearGrid(site, { year: 2023.5 })).toThrow(expect.objectContaining({ code: "bad-input" }));
});
