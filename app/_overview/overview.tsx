"use client";
/** Every zone of every building, worst first. */

import { Grid3x3, LayoutGrid } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import type { Building } from "#domain";
import { isOut, isSilent } from "../_live/comfort.ts";
import { useBuildings, useReady } from "../_live/use-live.tsx";
import { type RankedZone, useRanking } from "../_live/use-zone.ts";
import { Empty, Skeleton } from "../_ui/card.tsx";
import { Choice } from "../_ui/choice.tsx";
import { useWords } from "../_words/use-words.tsx";
import { BuildingSection } from "./building-section.tsx";
import { HoldStill } from "./hold-still.tsx";

type Filter = "all" | "out" | "silent";
const PASSES: Readonly<Record<Filter, (zone: RankedZone) => boolean>> = {
  all: () => true,
  out: (z) => isOut(z.status.level),
  silent: (z) => isSilent(z.status.level),
};

const needsLook = (zone: RankedZone): boolean => PASSES.out(zone) || PASSES.silent(zone);

/** Buildings with a zone that needs a look stand before the others; else they keep their order. */
const worstFirst = (buildings: readonly Building[], ranking: ReadonlyMap<string, readonly RankedZone[]>): readonly Building[] => {
  const well = (b: Building): number => ((ranking.get(b.id) ?? []).some(needsLook) ? 0 : 1);
  return [...buildings].sort((a, b) => well(a) - well(b));
};

type View = "tiles" | "map";

/** Tiles or small cells; kept in the address. */
function useView(): readonly [View, (view: View) => void] {
  const view = useSearchParams().get("view") === "map" ? "map" : "tiles";
  return [view, (next) => window.history.replaceState(null, "", next === "map" ? "/?view=map" : "/")];
}

function NoBuilding() {
  const { overview } = useWords();
  return (
    <div className="mx-auto mt-10 max-w-2xl">
      <Empty title={overview.empty}>
        <p>{overview.emptyText}</p>
        <ol className="mt-4 grid list-decimal gap-2 pl-5 text-left text-ink">
          {overview.emptySteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p className="mt-4">{overview.emptyDemo}</p>
      </Empty>
    </div>
  );
}

const Waiting = () => (
  <div className="mt-6 grid grid-cols-[repeat(auto-fill,minmax(min(100%,17.5rem),1fr))] gap-3">
    {["a", "b", "c", "d", "e", "f"].map((key) => (
      <Skeleton key={key} className="h-60" />
    ))}
  </div>
);

function Zones({ buildings }: { readonly buildings: readonly Building[] }) {
  const { overview } = useWords();
  const [filter, setFilter] = useState<Filter>("all");
  const [view, setView] = useView();
  const ranking = useRanking(buildings);
  const all = useMemo(() => [...ranking.values()].flat(), [ranking]);
  const look = all.filter(needsLook).length;
  const option = (value: Filter, label: string) => ({
    value,
    label: (
      <>
        {label} <span className="font-normal text-muted">{all.filter(PASSES[value]).length}</span>
      </>
    ),
  });
  const sections = worstFirst(buildings, ranking).flatMap((building) => {
    const zones = (ranking.get(building.id) ?? []).filter(PASSES[filter]).map((z) => z.zone);
    return zones.length > 0 || filter === "all" ? [{ building, zones }] : [];
  });
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="font-semibold text-2xl tracking-tight">{overview.title}</h1>
          <p role="status" className="text-muted text-sm">
            {look === 0 ? overview.allWell(all.length) : overview.needLook(look, all.length)}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Choice
            label={overview.filter}
            value={filter}
            onChange={setFilter}
            options={[option("all", overview.all), option("out", overview.out), option("silent", overview.silent)]}
          />
          <Choice
            label={overview.view}
            value={view}
            onChange={setView}
            options={[
              { value: "tiles", label: <LayoutGrid aria-label={overview.tiles} className="size-4" /> },
              { value: "map", label: <Grid3x3 aria-label={overview.map} className="size-4" /> },
            ]}
          />
        </div>
      </div>
      {sections.length === 0 && <p className="mt-10 text-center text-muted">{overview.noneLeft}</p>}
      <HoldStill ids={sections.map(({ building }) => building.id)}>
        {(order) =>
          order.flatMap((id) => {
            const section = sections.find(({ building }) => building.id === id);
            return section ? [<BuildingSection key={id} {...section} compact={view === "map"} />] : [];
          })
        }
      </HoldStill>
    </>
  );
}

export function Overview() {
  const { overview } = useWords();
  const buildings = useBuildings();
  const ready = useReady();
  return (
    <>
      <title>{`${overview.title} · Zonecast`}</title>
      {ready && buildings.length > 0 ? (
        <Zones buildings={buildings} />
      ) : (
        <>
          <h1 className="font-semibold text-2xl tracking-tight">{overview.title}</h1>
          {ready ? <NoBuilding /> : <Waiting />}
        </>
      )}
    </>
  );
}
