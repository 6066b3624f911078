"use client";
/** What a schedule says at this moment, and what comes next. */
import { type Building, currentBlock, nextBlock, type Schedule } from "#domain";
import { useBuildingNow } from "../_live/use-live.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

/** Blocks begin on the minute; nothing is worth computing more often. */
const MINUTE_MS = 60_000;

export function ScheduleNow({ building, schedule }: { readonly building: Building; readonly schedule: Schedule }) {
  const { schedule: words } = useWords();
  const { value, dayTime } = useFormat();
  const nowTs = Math.floor(useBuildingNow(building.id) / MINUTE_MS) * MINUTE_MS;
  if (nowTs === 0) return null;
  const { timeZone } = building;
  const now = currentBlock(schedule.blocks, timeZone, nowTs);
  const next = nextBlock(schedule.blocks, timeZone, nowTs);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1 text-sm">
      {now && (
        <>
          <dt className="text-muted">{words.now}</dt>
          <dd className="font-medium">{words.inForce(value(schedule.signal, now.block.value), dayTime(now.ts, timeZone))}</dd>
        </>
      )}
      {next && (
        <>
          <dt className="text-muted">{words.next}</dt>
          <dd>{words.nextBlock(value(schedule.signal, next.block.value), dayTime(next.ts, timeZone))}</dd>
        </>
      )}
    </dl>
  );
}
