/** Offset of a time zone from UTC, exact at every transition and cheap enough to ask for each row of a frame. */

const DAY_MS = 86_400_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** Offset at the start of a UTC day, by day number. */
  readonly atMidnight: Map<number, number>;
  /** Instant at which the offset changes within a UTC day, by day number. */
  readonly changes: Map<number, number>;
}

// Asking Intl costs microseconds, so answers are kept: about 365 numbers per year of data and zone.
const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const zone: Zone = { format, atMidnight: new Map(), changes: new Map() };
  zones.set(timeZone, zone);
  return zone;
}

function ask(zone: Zone, ts: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of zone.format.formatToParts(ts)) part[type] = Number(value);
  const local = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
  return local - Math.floor(ts / 1000) * 1000;
}

function atMidnight(zone: Zone, day: number): number {
  let offset = zone.atMidnight.get(day);
  if (offset === undefined) {
    offset = ask(zone, day * DAY_MS);
    zone.atMidnight.set(day, offset);
  }
  return offset;
}

function changeWithin(zone: Zone, day: number, before: number): number {
  const known = zone.changes.get(day);
  if (known !== undefined) return known;
  let low = day * DAY_MS;
  let high = low + DAY_MS;
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 2 / 60_000) * 60_000;
    if (ask(zone, middle) === before) low = middle;
    else high = middle;
  }
  zone.changes.set(day, high);
  return high;
}

/**
 * Local time minus UTC, ms, in the IANA zone `timeZone` at `ts` (UTC ms). Right to the minute on days when the clocks
 * change; a zone that changes twice within one UTC day and returns would be missed (none does).
 */
export function utcOffsetMs(timeZone: string, ts: number): number {
  const zone = zoneOf(timeZone);
  const day = Math.floor(ts / DAY_MS);
  const before = atMidnight(zone, day);
  const after = atMidnight(zone, day + 1);
  return before === after || ts < changeWithin(zone, day, before) ? before : after;
}
