"use client";
/** A building on the overview: its head, and its zones, worst first. */

import { cx } from "class-variance-authority";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type Building, WHOLE_BUILDING } from "#domain";
import { CARRIERS, powerPoint } from "../_live/meters.ts";
import { useBuildingNow, useZonePoints } from "../_live/use-live.tsx";
import { shownPoint } from "../_live/use-zone.ts";
import { BuildingTime, OriginChip } from "../_ui/building-time.tsx";
import { PointStat, PowerStat } from "../_ui/reading.tsx";
import { useWords } from "../_words/use-words.tsx";
import { HoldStill } from "./hold-still.tsx";
import { ZoneCell } from "./zone-cell.tsx";
import { ZoneTile } from "./zone-tile.tsx";

export function BuildingFigures({ building }: { readonly building: Building }) {
  const { overview } = useWords();
  const points = useZonePoints(building.id, WHOLE_BUILDING);
  const nowTs = useBuildingNow(building.id);
  const outdoor = shownPoint(points, "outdoorTempC");
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {outdoor && <PointStat label={overview.outdoor} point={outdoor} nowTs={nowTs} />}
      {CARRIERS.map((carrier) => {
        const point = powerPoint(points, carrier);
        return point && <PowerStat key={carrier} label={overview[carrier]} point={point} nowTs={nowTs} />;
      })}
    </dl>
  );
}

/** `zones`: ids, worst first. While somebody points at or moves through the tiles they keep their places. */
export function BuildingSection({
  building,
  zones,
  compact,
}: {
  readonly building: Building;
  readonly zones: readonly string[];
  /** Cells instead of tiles. */
  readonly compact: boolean;
}) {
  const { overview } = useWords();
  return (
    <section aria-labelledby={`building-${building.id}`} className="mt-8 first-of-type:mt-5">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div className="min-w-0">
          <h2
            id={`building-${building.id}`}
            className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-semibold text-lg tracking-tight"
          >
            <Link href={`/buildings/${building.id}`} className="group inline-flex items-center gap-1 hover:text-accent">
              {building.name}
              <ChevronRight aria-hidden="true" className="size-4 text-muted transition-transform group-hover:translate-x-0.5" />
              <span className="sr-only">{overview.open(building.name)}</span>
            </Link>
            <OriginChip building={building} />
          </h2>
          <BuildingTime building={building} />
        </div>
        <BuildingFigures building={building} />
      </div>
      <HoldStill
        ids={zones}
        className={cx(
          "grid",
          compact
            ? "grid-cols-[repeat(auto-fill,minmax(min(100%,7.5rem),1fr))] gap-2"
            : "grid-cols-[repeat(auto-fill,minmax(min(100%,17.5rem),1fr))] gap-3",
        )}
      >
        {(order) =>
          order.map((zone) =>
            compact ? (
              <ZoneCell key={zone} building={building} zone={zone} />
            ) : (
              <ZoneTile key={zone} building={building} zone={zone} />
            ),
          )
        }
      </HoldStill>
    </section>
  );
}
