"use client";
/** Meters and weather of a building, each with its past and, where there is one, its forecast. */

import { useMemo } from "react";
import { type Building, pointKey, WHOLE_BUILDING } from "#domain";
import { PointChart } from "../_charts/point-chart.tsx";
import { type Meter, metersOf, WEATHER_SIGNALS } from "../_live/meters.ts";
import { useBuildingNow, useDevice, useLive, useNewestForecast, useZonePoints } from "../_live/use-live.tsx";
import { shownPoint } from "../_live/use-zone.ts";
import { Card, Empty } from "../_ui/card.tsx";
import { PointStat, PowerStat } from "../_ui/reading.tsx";
import { useWords } from "../_words/use-words.tsx";

const HOURS = 24;

function MeterCard({ building, meter, nowTs }: { readonly building: Building; readonly meter: Meter; readonly nowTs: number }) {
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
      <PointChart building={building} point={point} forecast={forecast} hours={HOURS} title={title} height={220} />
    </Card>
  );
}

export function Meters({ building }: { readonly building: Building }) {
  const words = useWords().building;
  const points = useZonePoints(building.id, WHOLE_BUILDING);
  const nowTs = useBuildingNow(building.id);
  const forecasts = useLive((s) => s.forecasts);
  const meters = useMemo(() => metersOf(points, forecasts), [points, forecasts]);
  return (
    <section aria-labelledby="meters" className="min-w-0">
      <h2 id="meters" className="mb-3 font-semibold text-lg tracking-tight">
        {words.meters}
      </h2>
      {meters.length === 0 ? (
        <Empty title={words.noMeters} />
      ) : (
        <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,26rem),1fr))] gap-4">
          {meters.map((meter) => (
            <MeterCard key={pointKey(meter.point)} building={building} meter={meter} nowTs={nowTs} />
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
            <PointChart building={building} point={outdoor} hours={HOURS} title={words.signals.outdoorTempC} height={160} />
          )}
        </>
      )}
    </Card>
  );
}
