/** Hours, days and week-ends as the people in a building count them. */

export interface LocalTime {
  /** Days since 1970-01-01, local. */
  readonly day: number;
  /** 0 <= hour < 24, with its fraction. */
  readonly hour: number;
  readonly weekend: boolean;
}

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

/** Reads UTC ms as local time in an IANA zone. Every offset in use changes on a quarter of an hour, so one look-up serves a quarter. */
export function localTimeIn(timeZone: string): (ts: number) => LocalTime {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  let knownQuarter = Number.NaN;
  let offsetMs = 0;
  return (ts) => {
    const quarter = Math.floor(ts / QUARTER_MS);
    if (quarter !== knownQuarter) {
      const part: Record<string, number> = {};
      for (const { type, value } of format.formatToParts(quarter * QUARTER_MS)) part[type] = Number(value);
      const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = part;
      offsetMs = Date.UTC(year, month - 1, day, hour, minute) - quarter * QUARTER_MS;
      knownQuarter = quarter;
    }
    const local = ts + offsetMs;
    const day = Math.floor(local / DAY_MS);
    // 1 January 1970 was a Thursday.
    const weekday = (((day + 3) % 7) + 7) % 7;
    return { day, hour: (local - day * DAY_MS) / 3_600_000, weekend: weekday >= 5 };
  };
}
