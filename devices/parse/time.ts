/** The rule by which a foreign time becomes UTC milliseconds. */
import { parseNumber } from "./number.ts";

const ISO_WITH_ZONE =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))$/;
const ZERO = 0x30;
/** In fifth place it makes a date, and never a number of seconds: those have more digits. */
const DASH = 0x2d;
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
  if (text.length === PRINTED_LENGTH) {
    for (let i = 0; i < PRINTED_LENGTH; i++) printed[i] = Math.min(text.charCodeAt(i), 0xff);
    const ts = parsePrinted(printed, 0);
    if (ts !== undefined) return ts;
  }
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
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || ms < 0) return undefined;
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

/** Bytes of `2026-11-23T12:00:00.000Z`. */
const PRINTED_LENGTH = 24;
const printed = new Uint8Array(PRINTED_LENGTH);
/** What stands between the numbers of such a text, and where. */
const MARKS = [4, DASH, 7, DASH, 10, 0x54, 13, 0x3a, 16, 0x3a, 19, 0x2e, 23, 0x5a];

/** The time that these bytes spell as `toISOString` does, from `at` on; UTC ms, undefined when they do not. */
function parsePrinted(bytes: Uint8Array, at: number): number | undefined {
  for (let i = 0; i < MARKS.length; i += 2) if (bytes[at + (MARKS[i] ?? 0)] !== MARKS[i + 1]) return undefined;
  const year = 100 * twoAt(bytes, at) + twoAt(bytes, at + 2);
  const ms = 10 * twoAt(bytes, at + 20) + oneAt(bytes, at + 22);
  const [month, day, hour] = [twoAt(bytes, at + 5), twoAt(bytes, at + 8), twoAt(bytes, at + 11)];
  return utc(year, month, day, hour, twoAt(bytes, at + 14), twoAt(bytes, at + 17), ms);
}

/**
 * The same as `parseTime` of the text in `bytes` from `start` to `end`, without making a text of it: null where there is surely
 * no time, undefined where only the text can tell.
 */
export function parseTimeAt(bytes: Uint8Array, start: number, end: number): number | null | undefined {
  if (end - start === PRINTED_LENGTH) return parsePrinted(bytes, start);
  // A date with a time of day that ends in a digit and has no sign before its last digits names no zone.
  const isDate = end - start === ZONELESS_LENGTH && bytes[start + 4] === DASH && bytes[start + 10] === 0x54;
  return isDate && bytes[end - 3] === 0x3a && bytes[end - 6] === 0x3a && oneAt(bytes, end - 1) >= 0 ? null : undefined;
}
/** Characters of `2026-11-23T12:00:00`. */
const ZONELESS_LENGTH = 19;

/** So far below any part of a time that what holds it is none. */
const NO_DIGIT = -1e6;

function oneAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] ?? 0) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : NO_DIGIT;
}

/** The number that two digits spell, negative when they are none. */
const twoAt = (bytes: Uint8Array, at: number): number => 10 * oneAt(bytes, at) + oneAt(bytes, at + 1);
