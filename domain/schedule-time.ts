/** When the blocks of a weekly schedule begin, by the clocks of the building: days of 23 and 25 hours included. */
import type { Block } from "./control.ts";

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of the zone show at `ts`, as if they showed UTC (ms). */
function shownAt(timeZone: string, ts: number): number {
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

interface Start {
  readonly ts: number;
  readonly block: Block;
}

/** Starts of blocks from `days` before to `days` after the local day of `ts`. */
function startsAround(blocks: readonly Block[], timeZone: string, ts: number, fromDay: number, toDay: number): Start[] {
  const midnight = Math.floor(shownAt(timeZone, ts) / DAY_MS) * DAY_MS;
  const starts: Start[] = [];
  for (let day = fromDay; day <= toDay; day++) {
    const date = midnight + day * DAY_MS;
    const weekday = new Date(date).getUTCDay() || 7;
    for (const block of blocks) {
      if (!block.days.includes(weekday)) continue;
      const [hours = 0, minutes = 0] = block.at.split(":").map(Number);
      starts.push({ ts: instantOf(timeZone, date + (hours * 60 + minutes) * 60_000), block });
    }
  }
  return starts;
}

/** The first block that begins after `ts` (UTC ms), undefined for a schedule without blocks. */
export function nextBlock(blocks: readonly Block[], timeZone: string, ts: number): Start | undefined {
  return startsAround(blocks, timeZone, ts, -1, 8)
    .filter((s) => s.ts > ts)
    .sort((a, b) => a.ts - b.ts)[0];
}

/** The block that is in force at `ts` (UTC ms): the last that began. Of two that begin together the later in the list. */
export function currentBlock(blocks: readonly Block[], timeZone: string, ts: number): Start | undefined {
  return startsAround(blocks, timeZone, ts, -8, 1)
    .filter((s) => s.ts <= ts)
    .sort((a, b) => a.ts - b.ts)
    .at(-1);
}
