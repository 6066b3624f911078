"use client";
/** The weekly schedules of one zone. */
import { Eye } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { Building, SettableSignal } from "#domain";
import { useBuilding, useReady } from "../_live/use-live.tsx";
import { shownPoint, useSetpointRanges, useZone } from "../_live/use-zone.ts";
import { BuildingTime, OriginChip } from "../_ui/building-time.tsx";
import { Card, Empty, Skeleton } from "../_ui/card.tsx";
import { Choice } from "../_ui/choice.tsx";
import { Crumbs } from "../_ui/crumbs.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useWords } from "../_words/use-words.tsx";
import { HoldNote } from "../_zone/hold-note.tsx";
import { ScheduleEditor } from "./schedule-editor.tsx";
import { ScheduleNow } from "./schedule-now.tsx";
import { scheduleOf, useSchedules } from "./use-schedules.ts";

/** Where nothing is set yet. */
const USUAL_C: Readonly<Record<SettableSignal, number>> = { heatingSetpointC: 21, coolingSetpointC: 25 };

function Content({ building, zone, name }: { readonly building: Building; readonly zone: string; readonly name: string }) {
  const { schedule: words, setpoint, zone: zoneWords } = useWords();
  const { data, problem } = useSchedules();
  const ranges = useSetpointRanges(building.id, zone);
  const { points } = useZone(building.id, zone);
  const [chosen, setChosen] = useState<SettableSignal>();
  const range = ranges.find((r) => r.signal === chosen) ?? ranges[0];
  const stored = data && range && scheduleOf(data, building.id, zone, range.signal);
  return (
    <>
      <title>{`${words.titleOf(name)} · ${building.name} · Zonecast`}</title>
      <header>
        <Crumbs
          trail={[
            { href: `/buildings/${building.id}`, name: building.name },
            { href: `/buildings/${building.id}/${zone}`, name },
          ]}
        />
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 break-words font-semibold text-2xl tracking-tight">{words.titleOf(name)}</h1>
          <OriginChip building={building} />
        </div>
        <BuildingTime building={building} />
      </header>
      <div className="mt-6 grid gap-4">
        {!building.actuation && (
          <p className="flex items-start gap-2 rounded-card border border-line bg-surface p-4 text-sm">
            <Eye aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
            <span className="min-w-0">
              {words.observeOnly}{" "}
              <Link href={`/buildings/${building.id}#actuation`} className="font-medium text-accent underline underline-offset-2">
                {setpoint.toSwitch}
              </Link>
            </span>
          </p>
        )}
        {!range && <Empty title={setpoint.notWritable}>{zoneWords.unknownHelp}</Empty>}
        {range && (
          <Card
            title={range.signal === "heatingSetpointC" ? setpoint.heating : setpoint.cooling}
            note={`${words.help} ${words.local(building.timeZone)}.`}
            aside={
              ranges.length > 1 && (
                <Choice
                  label={words.which}
                  value={range.signal}
                  onChange={setChosen}
                  options={ranges.map((r) => ({
                    value: r.signal,
                    label: r.signal === "heatingSetpointC" ? setpoint.heating : setpoint.cooling,
                  }))}
                />
              )
            }
          >
            <div className="mb-5 grid gap-3 empty:hidden md:grid-cols-2">
              {stored && <ScheduleNow building={building} schedule={stored} />}
              <HoldNote building={building} zone={zone} signal={range.signal} />
            </div>
            {problem && !data && <ProblemNote problem={problem} />}
            {!data && !problem && <Skeleton className="h-80" />}
            {data && (
              <ScheduleEditor
                key={range.signal}
                building={building}
                zone={zone}
                zoneName={name}
                range={range}
                stored={stored}
                usual={shownPoint(points, range.signal)?.value ?? USUAL_C[range.signal]}
              />
            )}
          </Card>
        )}
      </div>
    </>
  );
}

export function SchedulePage({ building: buildingId, zone }: { readonly building: string; readonly zone: string }) {
  const words = useWords();
  const ready = useReady();
  const building = useBuilding(buildingId);
  const name = building?.zones.find((z) => z.id === zone)?.name;
  if (building && name !== undefined) return <Content building={building} zone={zone} name={name} />;
  return (
    <>
      <title>Zonecast</title>
      <Crumbs />
      <h1 className="sr-only">{words.schedule.title}</h1>
      <div className="mt-6">
        {ready ? <Empty title={words.zone.unknown}>{words.zone.unknownHelp}</Empty> : <Skeleton className="h-96" />}
      </div>
    </>
  );
}
