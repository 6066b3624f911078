/** The rule by which a foreign time becomes UTC milliseconds. */
import { parseNumber } from "./number.ts";

const ISO_WITH_ZONE =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))$/;
const MIN_UNIX_S = 1e9;
const MAX_UNIX_S = 4_102_444_800;

/**
 * ISO 8601 with a zone, unix seconds (from 2001) or unix milliseconds, as numbers or text; UTC ms, whole, up to the year
 * 2100. Undefined for anything else: a time without a zone could be anybody's hour.
 */
export function parseTime(value: unknown): number | undefined {
  const number = typeof value === "string" && value.charCodeAt(4) === DASH ? undefined : parseNumber(value);
  if (number !== undefined) return fromUnix(number);
  return typeof value === "string" ? fromIso(value) : undefined;
}

function fromUnix(number: number): number | undefined {
  if (number >= MIN_UNIX_S && number <= MAX_UNIX_S) return Math.round(number * 1000);
  if (number >= MIN_UNIX_S * 1000 && number <= MAX_UNIX_S * 1000) return Math.round(number);
  return undefined;
}

function fromIso(text: string): number | undefined {
  // The form that `toISOString` prints comes with nearly every message, and needs no search.
  if (text.length === 24 && text.endsWith("Z") && isPrinted(text))
    return utc(
      at(text, 0, 4),
      at(text, 5, 2),
      at(text, 8, 2),
      at(text, 11, 2),
      at(text, 14, 2),
      at(text, 17, 2),
      at(text, 20, 3),
    );
  const match = ISO_WITH_ZONE.exec(text);
  if (!match) return undefined;
  const field = (i: number): number => Number(match[i] ?? 0);
  if (field(10) > 23 || field(11) > 59) return undefined;
  const ms = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  const offsetMin = (match[9] === "-" ? -1 : 1) * (field(10) * 60 + field(11));
  return utc(field(1), field(2), field(3), field(4), field(5), field(6), ms, offsetMin);
}

function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
  offsetMin = 0,
): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const days = daysTo(year, month, day);
  if (days === undefined) return undefined;
  const ts = days * DAY_MS + ((hour * 60 + minute - offsetMin) * 60 + second) * 1000 + ms;
  return ts >= 0 && ts <= MAX_UNIX_S * 1000 ? ts : undefined;
}

const DAY_MS = 86_400_000;
/** Days of the year before each month. */
const BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
const LEAST_YEAR = 1970;

/** Whole days from 1970 to a date; undefined for one that is none, and before 1969 as times are not read that far back. */
function daysTo(year: number, month: number, day: number): number | undefined {
  const before = BEFORE[month - 1];
  const next = BEFORE[month];
  if (year < LEAST_YEAR - 1 || before === undefined || next === undefined || day < 1) return undefined;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > next - before + (isLeap && month === 2 ? 1 : 0)) return undefined;
  const last = year - 1;
  const leaps = Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400) - LEAPS_BEFORE;
  return 365 * (year - LEAST_YEAR) + leaps + before + (isLeap && month > 2 ? 1 : 0) + day - 1;
}

/** Leap years up to 1969. */
const LEAPS_BEFORE = 477;

const SHAPE = "0000-00-00T00:00:00.000Z";

/** Whether `text`, 24 characters long, is `2026-11-23T12:00:00.000Z` with any digits. */
function isPrinted(text: string): boolean {
  for (let i = 0; i < SHAPE.length; i++) {
    const c = text.charCodeAt(i);
    const wanted = SHAPE.charCodeAt(i);
    if (wanted === ZERO ? c < ZERO || c > ZERO + 9 : c !== wanted) return false;
  }
  return true;
}

const ZERO = 0x30;
/** In fifth place it makes a date, and never a number of seconds: those have more digits. */
const DASH = 0x2d;

/** The number that `count` digits from `from` on spell. */
function at(text: string, from: number, count: number): number {
  let number = 0;
  for (let i = from; i < from + count; i++) number = number * 10 + text.charCodeAt(i) - ZERO;
  return number;
}
