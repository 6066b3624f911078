"use client";
/** One building: its zones, meters and weather, and whether it may be acted upon. */
import type { Building } from "#domain";
import { AlarmsCard } from "../_alarms/alarms-card.tsx";
import { useBuilding, useReady } from "../_live/use-live.tsx";
import { BuildingFigures } from "../_overview/building-section.tsx";
import { BuildingTime, OriginChip } from "../_ui/building-time.tsx";
import { Empty, Skeleton } from "../_ui/card.tsx";
import { Crumbs } from "../_ui/crumbs.tsx";
import { useWords } from "../_words/use-words.tsx";
import { ActuationCard } from "./actuation-card.tsx";
import { AuditCard } from "./audit-card.tsx";
import { Meters, WeatherCard } from "./meters.tsx";
import { ZonesCard } from "./zones-card.tsx";

function Content({ building }: { readonly building: Building }) {
  return (
    <>
      <title>{`${building.name} · Zonecast`}</title>
      <header>
        <Crumbs />
        <div className="mt-2 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="font-semibold text-2xl tracking-tight">{building.name}</h1>
              <OriginChip building={building} />
            </div>
            <BuildingTime building={building} />
          </div>
          <BuildingFigures building={building} />
        </div>
      </header>
      <div className="mt-6 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="grid min-w-0 gap-6">
          <AlarmsCard building={building.id} />
          <ZonesCard building={building} />
          <Meters building={building} />
        </div>
        <div className="grid min-w-0 gap-4 md:max-xl:grid-cols-2">
          <WeatherCard building={building} />
          <div className="grid min-w-0 content-start gap-4">
            <ActuationCard building={building} />
            <AuditCard building={building} />
          </div>
        </div>
      </div>
    </>
  );
}

export function BuildingPage({ building: id }: { readonly building: string }) {
  const words = useWords();
  const ready = useReady();
  const building = useBuilding(id);
  if (building) return <Content building={building} />;
  return (
    <>
      <title>Zonecast</title>
      <Crumbs />
      <h1 className="sr-only">{words.building.zones}</h1>
      <div className="mt-6">
        {ready ? <Empty title={words.building.unknown}>{words.building.unknownHelp}</Empty> : <Skeleton className="h-96" />}
      </div>
    </>
  );
}
