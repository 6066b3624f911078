/** When the blocks of a weekly schedule begin, by the clocks of the building: days of 23 and 25 hours included. */
import type { Block } from "./control.ts";
import { DAY_MS, instantOf, shownAt } from "./local-time.ts";

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
