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

/** One line of a tip. */
export interface TipLine {
  readonly label: string;
  readonly text: string;
}

/** What stands under the pointer at one time. */
export function TipBox({
  ts,
  timeZone,
  lines,
}: {
  readonly ts: number;
  readonly timeZone: string;
  readonly lines: readonly TipLine[];
}) {
  const { dayTime } = useFormat();
  return (
    <div className="rounded-lg border border-line bg-surface px-3 py-2 text-xs shadow-float">
      <p className="mb-1 font-medium">{dayTime(ts, timeZone)}</p>
      {lines.map(({ label, text }) => (
        <p key={label} className="flex justify-between gap-4">
          <span className="text-muted">{label}</span>
          <span>{text}</span>
        </p>
      ))}
    </div>
  );
}

export function Tip({ active, payload, entries, timeZone, unit, digits }: Partial<TooltipContentProps> & TipProps) {
  const { number } = useFormat();
  const row: unknown = payload?.[0]?.payload;
  if (!active || !isRow(row)) return null;
  const lines = entries.flatMap((e) => {
    const values = valuesOf(row, e.stroke);
    const text = `${values.map((v) => number(v, digits)).join("\u2009–\u2009")}\u00a0${unit}`;
    return values.length === 0 ? [] : [{ label: e.label, text }];
  });
  return <TipBox ts={row.ts} timeZone={timeZone} lines={lines} />;
}
