"use client";
/** One zone: now, the day behind, the day ahead, and how far earlier forecasts could be trusted. */

import type { Building } from "#domain";
import { PointChart } from "../_charts/point-chart.tsx";
import { RangeBar } from "../_charts/range-bar.tsx";
import { useTimeRange } from "../_charts/use-time-range.ts";
import { useBuilding, useNewestForecast, useReady } from "../_live/use-live.tsx";
import { useZone } from "../_live/use-zone.ts";
import { ScheduleCard } from "../_schedule/schedule-card.tsx";
import { Card, Empty, Skeleton } from "../_ui/card.tsx";
import { Crumbs } from "../_ui/crumbs.tsx";
import { useWords } from "../_words/use-words.tsx";
import { LookedCard } from "./looked-card.tsx";
import { ModelCard } from "./model-card.tsx";
import { PointsCard } from "./points-card.tsx";
import { SetpointCard } from "./setpoint-card.tsx";
import { VerificationCard } from "./verification-card.tsx";
import { ZoneHead } from "./zone-head.tsx";

function Zone({ building, zone, name }: { readonly building: Building; readonly zone: string; readonly name: string }) {
  const words = useWords();
  const view = useZone(building.id, zone);
  const { airTemp, heatingSetpoint, coolingSetpoint, points, nowTs } = view;
  const forecast = useNewestForecast(airTemp);
  const [range, setRange] = useTimeRange();
  return (
    <>
      <title>{`${name} · ${building.name} · Zonecast`}</title>
      <ZoneHead building={building} name={name} view={view} />
      <div className="mt-6 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="grid min-w-0 gap-4">
          {airTemp && (
            <Card title={words.zone.temperature} aside={<RangeBar building={building.id} range={range} onRange={setRange} />}>
              <PointChart
                building={building}
                point={airTemp}
                setpoint={heatingSetpoint ?? coolingSetpoint}
                forecast={forecast}
                range={range}
                title={words.zone.temperature}
                height={340}
              />
              {!forecast && <p className="mt-2 text-muted text-sm">{words.chart.noForecast}</p>}
            </Card>
          )}
          {airTemp && <VerificationCard building={building} point={airTemp} />}
        </div>
        <div className="grid min-w-0 gap-4">
          <SetpointCard building={building} zone={zone} heating={heatingSetpoint} cooling={coolingSetpoint} />
          <ScheduleCard building={building} zone={zone} />
          {airTemp && <ModelCard building={building} point={airTemp} />}
          {airTemp && <LookedCard point={airTemp} />}
        </div>
        <div className="min-w-0 xl:col-span-2">
          <PointsCard points={points} nowTs={nowTs} />
        </div>
      </div>
    </>
  );
}

export function ZonePage({ building: buildingId, zone }: { readonly building: string; readonly zone: string }) {
  const words = useWords();
  const ready = useReady();
  const building = useBuilding(buildingId);
  const name = building?.zones.find((z) => z.id === zone)?.name;
  if (building && name !== undefined) return <Zone building={building} zone={zone} name={name} />;
  return (
    <>
      <title>Zonecast</title>
      <Crumbs />
      <h1 className="sr-only">{words.building.zone}</h1>
      <div className="mt-6">
        {ready ? <Empty title={words.zone.unknown}>{words.zone.unknownHelp}</Empty> : <Skeleton className="h-96" />}
      </div>
    </>
  );
}
