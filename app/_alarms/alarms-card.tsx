"use client";
/** What calls for a person: commands that were not carried out, devices that fell silent, meters that disagree with themselves. */

import { useMemo } from "react";
import type { Alarm } from "#domain";
import { useLive } from "../_live/use-live.tsx";
import { Card } from "../_ui/card.tsx";
import { Chip } from "../_ui/chip.tsx";
import { useWords } from "../_words/use-words.tsx";
import { ALARM_LIST_ID } from "./alarm-list.ts";
import { AlarmRow } from "./alarm-row.tsx";

/** What nobody has seen first, what is put aside last; the newest first among its like. */
const place = ({ acknowledgedBy, shelf }: Alarm): number => (shelf ? 2 : acknowledgedBy === null ? 0 : 1);

/** Of one building, or of all. Nothing where there is no alarm. */
export function AlarmsCard({ building }: { readonly building?: string }) {
  const { alarms: words } = useWords();
  const alarms = useLive((s) => s.alarms);
  const ours = useMemo(
    () =>
      [...alarms.values()]
        .filter((a) => building === undefined || a.building === building)
        .sort((a, b) => place(a) - place(b) || b.since - a.since),
    [alarms, building],
  );
  if (ours.length === 0) return null;
  const aside = ours.filter((a) => a.shelf).length;
  return (
    <Card
      id="alarms"
      title={words.title}
      aside={
        <span className="flex flex-wrap gap-2">
          {ours.length > aside && <Chip tone="bad">{words.count(ours.length - aside)}</Chip>}
          {aside > 0 && <Chip>{words.shelfCount(aside)}</Chip>}
        </span>
      }
    >
      <ul id={ALARM_LIST_ID} tabIndex={-1} className="-my-3 max-h-[70dvh] overflow-auto outline-none sm:max-h-96">
        {ours.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </Card>
  );
}
