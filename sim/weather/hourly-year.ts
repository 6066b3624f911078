/** Years of hourly rows, as typical-year files have them: the calendar they must follow, and the times of their rows. */
import { ZonecastError } from "#domain";
import type { Grid } from "./sun-course.ts";
import { badLine } from "./text-lines.ts";
import type { WeatherSite } from "./weather-file.ts";

const HOUR_MS = 3_600_000;
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const HOURS_OF_YEAR = 8760;

/** The year that typical years are laid into when nobody asks for another: no leap year, and it begins on a Sunday. */
export const TYPICAL_YEAR = 2023;

export interface YearOptions {
  /**
   * Calendar year of the frame; files of typical years mix the years of their months, so theirs says nothing.
   * It must have 365 days. Default `TYPICAL_YEAR`.
   */
  readonly year?: number;
}

/** What month, day and hour (1..24) row `row` of a year of 365 days has. */
export function calendarOf(row: number): { month: number; day: number; hour: number } {
  let day = Math.floor(row / 24);
  let month = 0;
  while (month < 11 && day >= (DAYS_OF_MONTH[month] ?? 0)) day -= DAYS_OF_MONTH[month++] ?? 0;
  return { month: month + 1, day: day + 1, hour: (row % 24) + 1 };
}

/** Throws `bad-file` unless a row stands at its place in the year. */
export function checkCalendar(row: number, month: number, day: number, hour: number, line: number): void {
  const due = calendarOf(row);
  if (month !== due.month || day !== due.day || hour !== due.hour)
    throw badLine(
      line,
      `date and hour are month ${month}, day ${day}, hour ${hour}; month ${due.month}, day ${due.day}, hour ${due.hour} is due`,
      month === 2 && day === 29 ? "years with 29 February are not read: take it out" : "a row is missing, double or misplaced",
    );
}

/** Throws `bad-file` unless the file has exactly a year of rows. */
export function checkRows(rows: number, firstLine: number): void {
  if (rows === HOURS_OF_YEAR) return;
  const what = `${rows.toLocaleString("en")} hourly rows instead of 8,760`;
  throw rows < HOURS_OF_YEAR
    ? badLine(Math.max(1, firstLine + rows - 1), `the file ends after ${what}`, "it is cut off, or not a whole year")
    : badLine(firstLine + HOURS_OF_YEAR, `the file goes on after a year: ${what}`, "two files in one?");
}

/**
 * The frame's grid: hour 1 ends at 01:00 local standard time on 1 January, so row 0 stands at that moment in UTC.
 * Throws `bad-input` for a year of 366 days.
 */
export function yearGrid(site: WeatherSite, { year = TYPICAL_YEAR }: YearOptions): Grid {
  const start = Date.UTC(year, 0, 1);
  if (!Number.isInteger(year) || Date.UTC(year + 1, 0, 1) - start !== HOURS_OF_YEAR * HOUR_MS)
    throw new ZonecastError("bad-input", `a typical year has 365 days, ${year} has not`, {
      hint: "take the year before or after",
    });
  return { startTs: start + (1 - site.utcOffsetH) * HOUR_MS, stepS: 3600, length: HOURS_OF_YEAR };
}
