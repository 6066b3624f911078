/** Working days, ends of weeks, holidays and vacations of a place where people work. */
import { stream } from "#domain";
import type { Use } from "./uses.ts";

export interface WorkYear {
  /** Life of a Saturday and of a Sunday or holiday beside a working day's. */
  readonly saturday: number;
  readonly sunday: number;
  /** Life of each of the 53 weeks of a year. */
  readonly weeks: Float64Array;
  /** Days of the year, from 0, that are public holidays besides those around Christmas. */
  readonly holidays: ReadonlySet<number>;
  readonly closedAtChristmas: boolean;
  /** The building's heating knows ends of weeks. */
  readonly setsBackAtWeekends: boolean;
}

const WEEKS = 53;
/** Public holidays on working days, besides Christmas: as many as most countries of Europe have. */
const HOLIDAYS = 8;
const DAY_MS = 86_400_000;

/** How the year of the building called `building` goes; the same names and seed give the same year. */
export function workYear(use: Use, seed: number, building: string): WorkYear {
  const random = stream(seed, `work/${building}/year`);
  const between = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
  const weeks = new Float64Array(WEEKS).fill(1);
  let quiet = Math.round(between(use.quietWeeks));
  // In spells of two to eight weeks, which may run into each other.
  while (quiet > 0) {
    const length = Math.min(quiet, 2 + random.below(7));
    const from = random.below(WEEKS);
    const level = between(use.quietLevel);
    for (let w = from; w < from + length; w++) weeks[w % WEEKS] = level;
    quiet -= length;
  }
  return {
    saturday: between(use.saturday),
    sunday: between(use.sunday),
    weeks,
    holidays: new Set(Array.from({ length: HOLIDAYS }, () => random.below(358))),
    closedAtChristmas: random.uniform() < use.closedAtChristmas,
    setsBackAtWeekends: random.uniform() < 0.75,
  };
}

/** What local day `day` (since 1970-01-01) is like: how much life it has, and whether the rooms are to be warm. */
export function dayLevels(year: WorkYear, day: number): { readonly life: number; readonly open: boolean } {
  const date = new Date(day * DAY_MS);
  const yearDay = Math.floor(day - Date.UTC(date.getUTCFullYear(), 0, 1) / DAY_MS);
  const weekday = (((day + 3) % 7) + 7) % 7;
  const christmas = yearDay === 0 || (date.getUTCMonth() === 11 && (date.getUTCDate() === 25 || date.getUTCDate() === 26));
  const shut = year.closedAtChristmas && date.getUTCMonth() === 11 && date.getUTCDate() >= 24;
  const holiday = christmas || shut || year.holidays.has(yearDay);
  const share = holiday || weekday === 6 ? year.sunday : weekday === 5 ? year.saturday : 1;
  const resting = holiday || weekday >= 5;
  return {
    life: share * year.weeks[Math.min(WEEKS - 1, Math.floor(yearDay / 7))]!,
    open: !resting || share > 0.3 || !year.setsBackAtWeekends,
  };
}
