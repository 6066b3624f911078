"use client";
/** How a zone is doing, as a chip. */
import { ArrowDown, ArrowUp, Check, CloudOff, Hourglass, type LucideIcon, Minus } from "lucide-react";
import type { ZoneStatus } from "../_live/comfort.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { Chip, type Tone } from "./chip.tsx";

export function ZoneStatusChip({ status: { level, deviationK } }: { readonly status: ZoneStatus }) {
  const { zone } = useWords();
  const { kelvins } = useFormat();
  const [tone, icon, text]: [Tone, LucideIcon, string] =
    level === "in-band"
      ? ["neutral", Check, zone.inBand]
      : level === "stale"
        ? ["stale", Hourglass, zone.stale]
        : level === "offline"
          ? ["stale", CloudOff, zone.offline]
          : level === "no-data"
            ? ["stale", Minus, zone.noData]
            : deviationK < 0
              ? ["cold", ArrowDown, zone.below(kelvins(-deviationK))]
              : ["hot", ArrowUp, zone.above(kelvins(deviationK))];
  return (
    <Chip tone={tone} icon={icon}>
      {text}
    </Chip>
  );
}
