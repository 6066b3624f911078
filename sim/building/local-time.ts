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

/**
 * Reads UTC ms as local time in an IANA zone. A day (UTC) that begins and ends with the same offset has it all day, so two
 * look-ups serve a day; on the others every quarter of an hour is looked up, as every change happens on one.
 */
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
  const offsetAt = (ts: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ts)) part[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute) - ts;
  };
  let fromTs = 0;
  let toTs = 0;
  let offsetMs = 0;
  const lookUp = (ts: number): void => {
    fromTs = Math.floor(ts / DAY_MS) * DAY_MS;
    toTs = fromTs + DAY_MS;
    offsetMs = offsetAt(fromTs);
    if (offsetAt(toTs) === offsetMs) return;
    fromTs = Math.floor(ts / QUARTER_MS) * QUARTER_MS;
    toTs = fromTs + QUARTER_MS;
    offsetMs = offsetAt(fromTs);
  };
  return (ts) => {
    if (ts < fromTs || ts >= toTs) lookUp(ts);
    const local = ts + offsetMs;
    const day = Math.floor(local / DAY_MS);
    // 1 January 1970 was a Thursday.
    const weekday = (((day + 3) % 7) + 7) % 7;
    return { day, hour: (local - day * DAY_MS) / 3_600_000, weekend: weekday >= 5 };
  };
}
