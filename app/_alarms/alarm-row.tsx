"use client";
/** One alarm: what it is about, since when, who has seen it or put it aside, and what a person may do about it. */

import { BellOff, CircleAlert, CircleCheck } from "lucide-react";
import Link from "next/link";
import { type Alarm, WHOLE_BUILDING } from "#domain";
import { useDevice, useLive, useLiveParts, useServerNow } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Chip } from "../_ui/chip.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { focusAlarmList } from "./alarm-list.ts";
import { ShelveAlarm } from "./shelve-alarm.tsx";

export function AlarmRow({ alarm }: { readonly alarm: Alarm }) {
  const { alarms: words, age, zone: zoneWords } = useWords();
  const format = useFormat();
  const serverNow = useServerNow();
  const { api } = useLiveParts();
  const device = useDevice(alarm.source);
  const building = useLive((s) => s.buildings.get(alarm.building));
  const { sending, problem, send } = useSending();
  const { zone, shelf } = alarm;
  const name = zone === WHOLE_BUILDING ? zoneWords.whole : (building?.zones.find((z) => z.id === zone)?.name ?? zone);
  const about = `${device?.name ?? alarm.source}: ${alarm.text}`;
  const lasts = alarm.endedAt === null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Chip tone={lasts && !shelf ? "bad" : "neutral"} icon={shelf ? BellOff : lasts ? CircleAlert : CircleCheck}>
            {words.kinds[alarm.kind]}
          </Chip>
          <Link
            href={zone === WHOLE_BUILDING ? `/buildings/${alarm.building}` : `/buildings/${alarm.building}/${zone}`}
            className="font-medium underline-offset-4 hover:text-accent hover:underline"
          >
            {`${name}, ${building?.name ?? alarm.building}`}
          </Link>
        </p>
        <p className="mt-1 break-words">{about}</p>
        {shelf && (
          <p className="break-words">
            {words.shelf} {words.shelvedUntil(format.dayTime(shelf.until, building?.timeZone ?? "UTC"), shelf.by, shelf.why)}
          </p>
        )}
        <p className="text-muted text-xs">
          {age.ago(format.age(serverNow - alarm.since))}
          {alarm.endedAt !== null && ` · ${words.over(format.age(serverNow - alarm.endedAt))}`}
          {!shelf && alarm.acknowledgedBy !== null && ` · ${words.seenBy(alarm.acknowledgedBy)}`}
        </p>
        {problem && <ProblemNote problem={problem} />}
      </div>
      <div className="flex flex-wrap gap-2">
        {shelf ? (
          <Button disabled={sending} onClick={() => void send(() => api.unshelve(alarm.id).then(focusAlarmList))}>
            {words.unshelve}
          </Button>
        ) : (
          <ShelveAlarm alarm={alarm} name={about} />
        )}
        {alarm.acknowledgedBy === null && (
          <Button disabled={sending} onClick={() => void send(() => api.acknowledge(alarm.id).then(focusAlarmList))}>
            {words.acknowledge}
          </Button>
        )}
      </div>
    </li>
  );
}
