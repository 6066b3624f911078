"use client";
/** A zone's schedule on the zone's page: today, now and next, and the way to the editor. */
import Link from "next/link";
import type { Building } from "#domain";
import { useBuildingNow } from "../_live/use-live.tsx";
import { useSetpointRanges } from "../_live/use-zone.ts";
import { buttonStyle } from "../_ui/button.tsx";
import { Card, Skeleton } from "../_ui/card.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useWords } from "../_words/use-words.tsx";
import { DayBar, DayHours } from "./day-bar.tsx";
import { ScheduleNow } from "./schedule-now.tsx";
import { momentOf, useSchedules } from "./use-schedules.ts";
import { stretchesOf, weekOf } from "./week.ts";

export function ScheduleCard({ building, zone }: { readonly building: Building; readonly zone: string }) {
  const { schedule: words, setpoint } = useWords();
  const { data, problem } = useSchedules();
  const ranges = useSetpointRanges(building.id, zone);
  const nowTs = useBuildingNow(building.id);
  const now = momentOf(building.timeZone, nowTs);
  const ours = data?.filter((s) => s.building === building.id && s.zone === zone) ?? [];
  if (ranges.length === 0 && ours.length === 0) return null;
  return (
    <Card
      title={words.title}
      aside={
        <Link href={`/buildings/${building.id}/${zone}/schedule`} className={buttonStyle({ weight: "plain" })}>
          {ours.length > 0 ? words.edit : words.make}
        </Link>
      }
    >
      {problem && !data && <ProblemNote problem={problem} />}
      {!data && !problem && <Skeleton className="h-16" />}
      {data && ours.length === 0 && <p className="text-muted text-sm">{words.none}</p>}
      <div className="grid gap-5">
        {ours.map((schedule) => (
          <div key={schedule.signal} className="grid gap-2">
            {ours.length > 1 && (
              <h3 className="font-medium text-sm">
                {schedule.signal === "heatingSetpointC" ? setpoint.heating : setpoint.cooling}
              </h3>
            )}
            <DayBar
              stretches={stretchesOf(weekOf(schedule.blocks), now.day)}
              signal={schedule.signal}
              nowMin={nowTs > 0 ? now.minutes : undefined}
            />
            <DayHours />
            <ScheduleNow building={building} schedule={schedule} />
          </div>
        ))}
      </div>
    </Card>
  );
}
