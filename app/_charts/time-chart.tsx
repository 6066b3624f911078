"use client";
/** A chart over time with what every chart here has: a key, a sentence that says the same, and the numbers as a table. */
import { useMemo, useState } from "react";
import { ScrollRegion } from "../_ui/scroll-region.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { Legend, type LegendEntry, type Stroke } from "./legend.tsx";
import { Plot, type PlotProps } from "./plot.tsx";
import { type ChartRow, extentOf, thinned } from "./rows.ts";

/** A table of more rows than these is read by nobody. */
const MOST_TABLE_ROWS = 60;

interface Column {
  readonly name: string;
  readonly of: (row: ChartRow) => number | undefined;
}

export interface TimeChartProps
  extends Pick<PlotProps, "fromTs" | "toTs" | "nowTs" | "silentFromTs" | "timeZone" | "unit" | "digits" | "height"> {
  readonly rows: readonly ChartRow[];
  readonly entries: readonly LegendEntry[];
  /** The chart in words. */
  readonly summary: string;
  /** Names the table and the chart. */
  readonly title: string;
}

function useColumns(entries: readonly LegendEntry[]): readonly Column[] {
  const { chart } = useWords();
  return useMemo(() => {
    const label = (stroke: Stroke): string => entries.find((e) => e.stroke === stroke)?.label ?? "";
    const all: readonly (Column & { readonly stroke: Stroke })[] = [
      { stroke: "history", name: label("history"), of: (r) => r.mean },
      { stroke: "range", name: chart.min, of: (r) => r.range?.[0] },
      { stroke: "range", name: chart.max, of: (r) => r.range?.[1] },
      { stroke: "setpoint", name: label("setpoint"), of: (r) => r.setpoint },
      { stroke: "band", name: chart.p10, of: (r) => r.band?.[0] },
      { stroke: "median", name: chart.p50, of: (r) => r.median },
      { stroke: "band", name: chart.p90, of: (r) => r.band?.[1] },
    ];
    return all.filter((c) => entries.some((e) => e.stroke === c.stroke));
  }, [entries, chart]);
}

function NumbersTable({
  rows,
  entries,
  title,
  timeZone,
  unit,
  digits,
}: Omit<TimeChartProps, "fromTs" | "toTs" | "summary" | "height">) {
  const { chart } = useWords();
  const { dayTime, number } = useFormat();
  const columns = useColumns(entries);
  const filled = rows.filter((r) => columns.some((c) => c.of(r) !== undefined));
  return (
    <ScrollRegion label={chart.numbers(title)} className="mt-2 max-h-80 border border-line px-3">
      <table className="datasheet">
        <caption className="sr-only">{title}</caption>
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col">{chart.time}</th>
            {columns.map((c) => (
              <th key={c.name} scope="col" className="num">
                {`${c.name}, ${unit}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {thinned(filled, MOST_TABLE_ROWS).map((row) => (
            <tr key={row.ts}>
              <th scope="row" className="whitespace-nowrap">
                {dayTime(row.ts, timeZone)}
              </th>
              {columns.map((c) => {
                const value = c.of(row);
                return (
                  <td key={c.name} className="num">
                    {value === undefined ? NONE : number(value, digits)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

export function TimeChart({ rows, entries, summary, title, height, ...axis }: TimeChartProps) {
  const { chart } = useWords();
  const extent = useMemo(() => extentOf(rows), [rows]);
  const [table, setTable] = useState(false);
  if (!extent) return <p className="py-10 text-center text-muted text-sm">{chart.empty}</p>;
  return (
    <figure className="min-w-0">
      <Legend entries={entries} />
      <div aria-hidden="true" style={{ height }}>
        <Plot rows={rows} entries={entries} nowLabel={chart.now} extent={extent} height={height} {...axis} />
      </div>
      <figcaption className="mt-2 text-muted text-sm">{summary}</figcaption>
      <details className="mt-2 text-sm" onToggle={(e) => setTable(e.currentTarget.open)}>
        <summary className="w-fit rounded font-medium text-accent">{chart.table}</summary>
        {table && <NumbersTable rows={rows} entries={entries} title={title} {...axis} />}
      </details>
    </figure>
  );
}
