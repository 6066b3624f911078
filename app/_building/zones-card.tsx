"use client";
/** The zones of a building as a table, worst first. */

import Link from "next/link";
import { memo, useMemo } from "react";
import type { Building } from "#domain";
import { forecastRows } from "../_charts/spark-shape.ts";
import { isSilent } from "../_live/comfort.ts";
import { useNewestForecast } from "../_live/use-live.tsx";
import { shownPoint, useRanking, useZone } from "../_live/use-zone.ts";
import { buttonStyle } from "../_ui/button.tsx";
import { Card } from "../_ui/card.tsx";
import { Age } from "../_ui/reading.tsx";
import { ZoneStatusChip } from "../_ui/zone-status.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

const STEP_MS = 300_000;

const ZoneRow = memo(function ZoneRow({ building, zone }: { readonly building: Building; readonly zone: string }) {
  const { value, range } = useFormat();
  const { points, airTemp, heatingSetpoint, coolingSetpoint, status, nowTs } = useZone(building.id, zone);
  const forecast = useNewestForecast(airTemp);
  const fromTs = Math.floor(nowTs / STEP_MS) * STEP_MS;
  const coming = useMemo(() => forecastRows(forecast, fromTs), [forecast, fromTs]);
  const name = building.zones.find((z) => z.id === zone)?.name ?? zone;
  const setpoint = heatingSetpoint ?? coolingSetpoint;
  const text = (signal: "relativeHumidityPct" | "co2Ppm" | "valvePct"): string => {
    const point = shownPoint(points, signal);
    return point ? value(signal, point.value) : NONE;
  };
  return (
    <tr>
      <th scope="row" className="@2xl:whitespace-nowrap">
        <Link
          href={`/buildings/${building.id}/${zone}`}
          className="font-medium text-ink text-sm underline-offset-4 hover:text-accent hover:underline"
        >
          {name}
        </Link>
        <span className="mt-1 block @md:hidden">
          <ZoneStatusChip status={status} />
        </span>
      </th>
      <td className="@max-md:hidden">
        <ZoneStatusChip status={status} />
      </td>
      <td className="num">
        <span className={isSilent(status.level) ? "hatched rounded text-muted" : "font-medium"}>
          {airTemp ? value("airTempC", airTemp.value) : NONE}
        </span>
      </td>
      <td className="num">{setpoint ? value(setpoint.signal, setpoint.value) : NONE}</td>
      <td className="num @max-2xl:hidden">
        {coming.length > 0
          ? range("airTempC", Math.min(...coming.map((r) => r.p50)), Math.max(...coming.map((r) => r.p50)))
          : NONE}
      </td>
      <td className="num @max-4xl:hidden">{text("relativeHumidityPct")}</td>
      <td className="num @max-4xl:hidden">{text("co2Ppm")}</td>
      <td className="num @max-2xl:hidden">{text("valvePct")}</td>
      <td className="num @max-2xl:hidden">{airTemp ? <Age point={airTemp} nowTs={nowTs} brief /> : NONE}</td>
    </tr>
  );
});

export function ZonesCard({ building }: { readonly building: Building }) {
  const words = useWords();
  const buildings = useMemo(() => [building], [building]);
  const zones = useRanking(buildings).get(building.id) ?? [];
  const columns = [
    { name: words.points.state, className: "@max-md:hidden" },
    { name: words.zone.temperature, className: "num" },
    { name: words.zone.setpoint, className: "num" },
    { name: words.building.next24, className: "num @max-2xl:hidden" },
    { name: words.zone.humidity, className: "num @max-4xl:hidden" },
    { name: words.signals.co2Ppm, className: "num @max-4xl:hidden" },
    { name: words.zone.demand, className: "num @max-2xl:hidden" },
    { name: words.building.updated, className: "num @max-2xl:hidden" },
  ];
  return (
    <Card
      title={words.building.zones}
      className="@container"
      aside={
        zones.length > 1 && (
          <Link href={`/buildings/${building.id}/compare`} className={buttonStyle({ weight: "plain" })}>
            {words.compare.open}
          </Link>
        )
      }
    >
      {zones.length === 0 ? (
        <p className="text-muted text-sm">{words.building.noZones}</p>
      ) : (
        <table className="datasheet">
          <thead>
            <tr>
              <th scope="col">{words.building.zone}</th>
              {columns.map((c) => (
                <th key={c.name} scope="col" className={c.className}>
                  {c.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {zones.map(({ zone }) => (
              <ZoneRow key={zone} building={building} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
