"use client";
/** The numbers under the pointer. */
import type { TooltipContentProps } from "recharts";
import { useFormat } from "../_words/use-words.tsx";
import type { LegendEntry, Stroke } from "./legend.tsx";
import type { ChartRow } from "./rows.ts";

interface TipProps {
  readonly entries: readonly LegendEntry[];
  readonly timeZone: string;
  readonly unit: string;
  readonly digits: number;
}

const valuesOf = (row: ChartRow, stroke: Stroke): readonly number[] => {
  const value = { history: row.mean, range: row.range, setpoint: row.setpoint, median: row.median, band: row.band }[stroke];
  return value === undefined ? [] : typeof value === "number" ? [value] : value;
};

const isRow = (value: unknown): value is ChartRow => typeof value === "object" && value !== null && "ts" in value;

export function Tip({ active, payload, entries, timeZone, unit, digits }: Partial<TooltipContentProps> & TipProps) {
  const { dayTime, number } = useFormat();
  const row: unknown = payload?.[0]?.payload;
  if (!active || !isRow(row)) return null;
  return (
    <div className="rounded-lg border border-line bg-surface px-3 py-2 text-xs shadow-float">
      <p className="mb-1 font-medium">{dayTime(row.ts, timeZone)}</p>
      {entries.map((e) => {
        const values = valuesOf(row, e.stroke);
        return values.length === 0 ? null : (
          <p key={e.stroke} className="flex justify-between gap-4">
            <span className="text-muted">{e.label}</span>
            <span>{`${values.map((v) => number(v, digits)).join("\u2009–\u2009")}\u00a0${unit}`}</span>
          </p>
        );
      })}
    </div>
  );
}
