"use client";
/** Meters and weather of a building, each with its past and, where there is one, its forecast. */

import { useMemo, useState } from "react";
import { type Building, pointKey, WHOLE_BUILDING } from "#domain";
import { PointChart } from "../_charts/point-chart.tsx";
import { RangeBar } from "../_charts/range-bar.tsx";
import type { TimeRange } from "../_charts/time-range.ts";
import { useTimeRange } from "../_charts/use-time-range.ts";
import { type Meter, metersOf, WEATHER_SIGNALS } from "../_live/meters.ts";
import { useBuildingNow, useDevice, useLive, useNewestForecast, useZonePoints } from "../_live/use-live.tsx";
import { shownPoint } from "../_live/use-zone.ts";
import { Card, Empty } from "../_ui/card.tsx";
import { PointStat, PowerStat } from "../_ui/reading.tsx";
import { useWords } from "../_words/use-words.tsx";
import { LookedFacts } from "../_zone/looked-card.tsx";
import { ModelFacts } from "../_zone/model-card.tsx";

/** The last day, whatever the meters show. */
const LAST_DAY: TimeRange = { hours: 24, untilTs: undefined };

function MeterCard({
  building,
  meter,
  nowTs,
  range,
}: {
  readonly building: Building;
  readonly meter: Meter;
  readonly nowTs: number;
  readonly range: TimeRange;
}) {
  const { point, carrier } = meter;
  const words = useWords();
  const device = useDevice(point.source);
  const forecast = useNewestForecast(point);
  const title = words.overview[carrier];
  return (
    <Card
      title={title}
      note={device?.name ?? point.source}
      aside={
        <dl>
          <PowerStat label={words.building.powerNow} point={point} nowTs={nowTs} />
        </dl>
      }
    >
      <PointChart building={building} point={point} forecast={forecast} range={range} title={title} height={220} />
      {forecast && <Reasons building={building} meter={meter} model={forecast.model} />}
    </Card>
  );
}

/** Who forecast it and why, asked for only when somebody opens it. */
function Reasons({
  building,
  meter: { point },
  model,
}: {
  readonly building: Building;
  readonly meter: Meter;
  readonly model: string;
}) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className="mt-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer text-muted text-sm">{words.forecast.why(model)}</summary>
      {open && (
        <div className="mt-3">
          <ModelFacts building={building} point={point} />
          <LookedFacts point={point} />
        </div>
      )}
    </details>
  );
}

export function Meters({ building }: { readonly building: Building }) {
  const words = useWords().building;
  const points = useZonePoints(building.id, WHOLE_BUILDING);
  const nowTs = useBuildingNow(building.id);
  const forecasts = useLive((s) => s.forecasts);
  const [range, setRange] = useTimeRange();
  const meters = useMemo(() => metersOf(points, forecasts), [points, forecasts]);
  return (
    <section aria-labelledby="meters" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="meters" className="font-semibold text-lg tracking-tight">
          {words.meters}
        </h2>
        {meters.length > 0 && <RangeBar building={building.id} range={range} onRange={setRange} />}
      </div>
      {meters.length === 0 ? (
        <Empty title={words.noMeters} />
      ) : (
        <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,26rem),1fr))] gap-4">
          {meters.map((meter) => (
            <MeterCard key={pointKey(meter.point)} building={building} meter={meter} nowTs={nowTs} range={range} />
          ))}
        </div>
      )}
    </section>
  );
}

export function WeatherCard({ building }: { readonly building: Building }) {
  const words = useWords();
  const points = useZonePoints(building.id, WHOLE_BUILDING);
  const nowTs = useBuildingNow(building.id);
  const weather = WEATHER_SIGNALS.flatMap((signal) => shownPoint(points, signal) ?? []);
  const outdoor = weather.find((p) => p.signal === "outdoorTempC");
  return (
    <Card title={words.building.weather}>
      {weather.length === 0 ? (
        <p className="text-muted text-sm">{words.building.noWeather}</p>
      ) : (
        <>
          <dl className="mb-4 grid grid-cols-2 gap-x-6 gap-y-3">
            {weather.map((p) => (
              <PointStat key={p.signal} label={words.signals[p.signal]} point={p} nowTs={nowTs} />
            ))}
          </dl>
          {outdoor && (
            <PointChart building={building} point={outdoor} range={LAST_DAY} title={words.signals.outdoorTempC} height={160} />
          )}
        </>
      )}
    </Card>
  );
}
