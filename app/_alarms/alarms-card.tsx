"use client";
/** What calls for a person: commands that were not carried out, devices that fell silent, meters that disagree with themselves. */

import { CircleAlert, CircleCheck } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { type Alarm, WHOLE_BUILDING } from "#domain";
import { type ApiProblem, toProblem } from "../_live/api.ts";
import { useDevice, useLive, useLiveParts, useServerNow } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Card } from "../_ui/card.tsx";
import { Chip } from "../_ui/chip.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

function AlarmRow({ alarm }: { readonly alarm: Alarm }) {
  const { alarms: words, age, zone: zoneWords } = useWords();
  const format = useFormat();
  const serverNow = useServerNow();
  const { api } = useLiveParts();
  const device = useDevice(alarm.source);
  const building = useLive((s) => s.buildings.get(alarm.building));
  const [problem, setProblem] = useState<ApiProblem>();
  const { zone } = alarm;
  const name = zone === WHOLE_BUILDING ? zoneWords.whole : (building?.zones.find((z) => z.id === zone)?.name ?? zone);
  const lasts = alarm.endedAt === null;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Chip tone={lasts ? "bad" : "neutral"} icon={lasts ? CircleAlert : CircleCheck}>
            {words.kinds[alarm.kind]}
          </Chip>
          <Link
            href={zone === WHOLE_BUILDING ? `/buildings/${alarm.building}` : `/buildings/${alarm.building}/${zone}`}
            className="font-medium underline-offset-4 hover:text-accent hover:underline"
          >
            {`${name}, ${building?.name ?? alarm.building}`}
          </Link>
        </p>
        <p className="mt-1 break-words">
          {device?.name ?? alarm.source}: {alarm.text}
        </p>
        <p className="text-muted text-xs">
          {age.ago(format.age(serverNow - alarm.since))}
          {alarm.endedAt !== null && ` · ${words.over(format.age(serverNow - alarm.endedAt))}`}
          {alarm.acknowledgedBy !== null && ` · ${words.seenBy(alarm.acknowledgedBy)}`}
        </p>
        {problem && <ProblemNote problem={problem} />}
      </div>
      {alarm.acknowledgedBy === null && (
        <Button onClick={() => void api.acknowledge(alarm.id).catch((e) => setProblem(toProblem(e)))}>{words.acknowledge}</Button>
      )}
    </li>
  );
}

/** Of one building, or of all. Nothing where there is no alarm. */
export function AlarmsCard({ building }: { readonly building?: string }) {
  const { alarms: words } = useWords();
  const alarms = useLive((s) => s.alarms);
  const ours = useMemo(
    () =>
      [...alarms.values()]
        .filter((a) => building === undefined || a.building === building)
        .sort((a, b) => Number(a.acknowledgedBy !== null) - Number(b.acknowledgedBy !== null) || b.since - a.since),
    [alarms, building],
  );
  if (ours.length === 0) return null;
  return (
    <Card id="alarms" title={words.title} aside={<Chip tone="bad">{words.count(ours.length)}</Chip>}>
      <ul className="-my-3 max-h-96 overflow-auto">
        {ours.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </Card>
  );
}
