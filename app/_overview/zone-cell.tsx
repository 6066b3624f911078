"use client";
/** One zone in a few square centimetres, for sites with hundreds: the further off, the stronger its colour. */
import { cx } from "class-variance-authority";
import { ArrowDown, ArrowUp, CloudOff, Hourglass, Minus } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import type { Building } from "#domain";
import { isOut, isSilent, type Level } from "../_live/comfort.ts";
import { useZone } from "../_live/use-zone.ts";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

/** From this deviation on, K, the colour grows no stronger. */
const FULL_K = 4;
const LEAST_PCT = 10;
const MOST_PCT = 34;
const SILENT_ICONS: Readonly<Partial<Record<Level, typeof Minus>>> = { offline: CloudOff, stale: Hourglass, "no-data": Minus };

export const ZoneCell = memo(function ZoneCell({ building, zone }: { readonly building: Building; readonly zone: string }) {
  const { zone: words } = useWords();
  const { parts, kelvins } = useFormat();
  const { airTemp, status } = useZone(building.id, zone);
  const { level, deviationK } = status;
  const name = building.zones.find((z) => z.id === zone)?.name ?? zone;
  const temperature = airTemp && parts("airTempC", airTemp.value);
  const out = isOut(level);
  const strength = LEAST_PCT + (MOST_PCT - LEAST_PCT) * Math.min(1, Math.abs(deviationK) / FULL_K);
  const Icon = SILENT_ICONS[level] ?? (deviationK < 0 ? ArrowDown : ArrowUp);
  const said = isSilent(level)
    ? { offline: words.offline, stale: words.stale }[level as "offline" | "stale"]
    : out
      ? (deviationK < 0 ? words.below : words.above)(kelvins(Math.abs(deviationK)))
      : words.inBand;
  return (
    <Link
      href={`/buildings/${building.id}/${zone}`}
      title={`${name}: ${said ?? words.noData}`}
      style={
        out
          ? { background: `color-mix(in oklab, var(--${deviationK < 0 ? "cold" : "hot"}) ${strength}%, var(--surface))` }
          : undefined
      }
      className={cx(
        "flex min-w-0 flex-col rounded-lg border border-line px-2.5 py-2 transition-colors hover:border-line-strong",
        !out && "bg-surface",
        isSilent(level) && "hatched",
      )}
    >
      <span className="truncate text-xs">{name}</span>
      <span className="flex items-center gap-1">
        <span className="font-medium text-lg leading-6 tracking-tight">{temperature?.number ?? NONE}</span>
        <span className="text-xs">{temperature?.unit}</span>
        {level !== "in-band" && <Icon aria-hidden="true" className="ml-auto size-3.5 shrink-0" />}
      </span>
      <span className="sr-only">{said ?? words.noData}</span>
    </Link>
  );
});
