"use client";
/** One zone at a glance: how warm, how far off, what was and what comes. */

import { cx } from "class-variance-authority";
import { AppWindow, Droplet, Flame, Wind } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import type { Building } from "#domain";
import { Sparkline } from "../_charts/sparkline.tsx";
import { isSilent } from "../_live/comfort.ts";
import type { Row } from "../_live/tail.ts";
import { useNewestForecast } from "../_live/use-live.tsx";
import { useSeries } from "../_live/use-series.ts";
import { shownPoint, useZone } from "../_live/use-zone.ts";
import { Age } from "../_ui/reading.tsx";
import { ZoneStatusChip } from "../_ui/zone-status.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

const FACTS = [
  { signal: "relativeHumidityPct", icon: Droplet },
  { signal: "co2Ppm", icon: Wind },
  { signal: "valvePct", icon: Flame },
] as const;
const NO_ROWS: readonly Row[] = [];
/** Quarter-hours of a day; sparklines need no more. */
const SPARK_POINTS = 100;
const SPARK_STEP_MS = 300_000;

/** Drawn again only when its own zone changes: there may be hundreds. */
export const ZoneTile = memo(function ZoneTile({ building, zone }: { readonly building: Building; readonly zone: string }) {
  const words = useWords();
  const format = useFormat();
  const { points, airTemp, heatingSetpoint, coolingSetpoint, status, nowTs } = useZone(building.id, zone);
  const { rows } = useSeries(airTemp, 24, SPARK_POINTS);
  const forecast = useNewestForecast(airTemp);
  const name = building.zones.find((z) => z.id === zone)?.name ?? zone;
  const silent = isSilent(status.level);
  const setpoint = heatingSetpoint ?? coolingSetpoint;
  const temperature = airTemp && format.parts("airTempC", airTemp.value);
  const windowPoint = shownPoint(points, "windowOpen");
  const facts = FACTS.flatMap(({ signal, icon }) => {
    const point = shownPoint(points, signal);
    return point ? [{ signal, icon, text: format.value(signal, point.value) }] : [];
  });

  return (
    <Link
      href={`/buildings/${building.id}/${zone}`}
      className={cx(
        "group relative flex min-w-0 flex-col overflow-hidden rounded-card border border-line bg-surface p-4 shadow-card transition-colors hover:border-line-strong",
        status.level !== "in-band" && "before:absolute before:inset-y-0 before:left-0 before:w-1",
        silent ? "before:bg-stale" : status.deviationK < 0 ? "before:bg-cold" : "before:bg-hot",
      )}
    >
      <div className="flex items-start justify-between gap-2">
        <h3 className="min-w-0 truncate font-medium text-sm leading-5" title={name}>
          {name}
        </h3>
        <ZoneStatusChip status={status} />
      </div>
      <p className="mt-1.5 flex items-baseline gap-2">
        <span className={cx("font-medium text-3xl tracking-[-0.03em]", silent && "hatched rounded-md text-muted")}>
          {temperature?.number ?? NONE}
        </span>
        <span className="text-muted text-sm">{temperature?.unit}</span>
        {setpoint && (
          <span className="ml-auto whitespace-nowrap text-muted text-sm">
            {words.zone.setTo(format.value(setpoint.signal, setpoint.value))}
          </span>
        )}
      </p>
      <div className="mt-3">
        <Sparkline
          name={name}
          rows={rows ?? NO_ROWS}
          forecast={forecast}
          nowTs={Math.ceil(nowTs / SPARK_STEP_MS) * SPARK_STEP_MS}
          band={status.band}
          silent={silent}
        />
      </div>
      <div className="mt-1 grid grid-cols-3 text-[0.6875rem] text-muted leading-4" aria-hidden="true">
        <span>−24 h</span>
        <span className="text-center">{words.zone.now}</span>
        <span className="text-right">+24 h</span>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t pt-2.5 text-muted text-xs">
        {facts.map(({ signal, icon: Icon, text }) => (
          <span key={signal} title={words.signals[signal]} className="inline-flex items-center gap-1">
            <Icon aria-hidden="true" className="size-3" />
            <span className="sr-only">{words.signals[signal]} </span>
            {text}
          </span>
        ))}
        {windowPoint && windowPoint.value >= 0.5 && (
          <span title={words.zone.windowOpen} className="inline-flex items-center gap-1 font-medium text-cold">
            <AppWindow aria-hidden="true" className="size-3" />
            <span className="sr-only">{words.signals.windowOpen} </span>
            {words.points.open}
          </span>
        )}
        <span className="ml-auto">{airTemp && <Age point={airTemp} nowTs={nowTs} brief />}</span>
      </div>
    </Link>
  );
});
