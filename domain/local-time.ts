/** What the clocks of a time zone show, and when: days of 23 and 25 hours included. */

export const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of the zone show at `ts` (UTC ms), as if they showed UTC (ms). */
export function shownAt(timeZone: string, ts: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...parts });
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ts)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The instant at which the clocks of the zone show `shown` (as if UTC, ms). Shown twice: the first of them. Never shown,
 * because the clocks are put forward over it: as long after the change as it would have been without one.
 */
export function instantOf(timeZone: string, shown: number): number {
  const offsetAt = (ts: number): number => shownAt(timeZone, ts) - ts;
  const before = shown - offsetAt(shown - DAY_MS);
  const after = shown - offsetAt(shown + DAY_MS);
  const found = [before, after].filter((ts) => shownAt(timeZone, ts) === shown);
  return found.length > 0 ? Math.min(...found) : before;
}

/** Where `days` local days begin and the last of them ends, UTC ms: one more than days. The first is that of `ts`. */
export function dayBounds(timeZone: string, ts: number, days: number): number[] {
  const midnight = Math.floor(shownAt(timeZone, ts) / DAY_MS) * DAY_MS;
  return Array.from({ length: days + 1 }, (_, i) => instantOf(timeZone, midnight + i * DAY_MS));
}
