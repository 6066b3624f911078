"use client";
/** The head of a zone's page: where it is, how warm, how it is doing. */

import { cx } from "class-variance-authority";
import type { Building } from "#domain";
import { isSilent } from "../_live/comfort.ts";
import { shownPoint, type ZoneView } from "../_live/use-zone.ts";
import { BuildingTime, OriginChip } from "../_ui/building-time.tsx";
import { Crumbs } from "../_ui/crumbs.tsx";
import { Age, PointStat } from "../_ui/reading.tsx";
import { ZoneStatusChip } from "../_ui/zone-status.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { ComfortScale } from "./comfort-scale.tsx";

const FIGURES = ["relativeHumidityPct", "co2Ppm", "valvePct"] as const;

export function ZoneHead({
  building,
  name,
  view,
}: {
  readonly building: Building;
  readonly name: string;
  readonly view: ZoneView;
}) {
  const { zone, signals } = useWords();
  const format = useFormat();
  const { airTemp, status, points, nowTs } = view;
  const temperature = airTemp && format.parts("airTempC", airTemp.value);
  return (
    <header>
      <Crumbs trail={[{ href: `/buildings/${building.id}`, name: building.name }]} />
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="font-semibold text-2xl tracking-tight">{name}</h1>
        <ZoneStatusChip status={status} />
        <OriginChip building={building} />
      </div>
      <BuildingTime building={building} />
      <div className="mt-4 flex flex-wrap items-end gap-x-10 gap-y-4">
        <div>
          <p className="flex items-baseline gap-2">
            <span className="sr-only">{zone.temperature}</span>
            <span
              className={cx(
                "font-medium text-5xl tracking-[-0.035em]",
                isSilent(status.level) && "hatched rounded-lg text-muted",
              )}
            >
              {temperature?.number ?? NONE}
            </span>
            <span className="text-muted text-xl">{temperature?.unit}</span>
          </p>
          <p className="mt-1 text-muted text-sm">{airTemp && <Age point={airTemp} nowTs={nowTs} />}</p>
        </div>
        <ComfortScale status={status} airTempC={airTemp?.value} />
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          {FIGURES.map((signal) => {
            const point = shownPoint(points, signal);
            return point && <PointStat key={signal} label={signals[signal]} point={point} nowTs={nowTs} />;
          })}
        </dl>
      </div>
    </header>
  );
}
