"use client";
/** A chart over time with what every chart here has: a key, a sentence that says the same, and the numbers as a table. */
import { useMemo, useState } from "react";
import { ScrollRegion } from "../_ui/scroll-region.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { csvOf, timeCells } from "./csv.ts";
import { CsvButton } from "./csv-button.tsx";
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
  /** Of the file that its numbers are saved in. */
  readonly fileName: string;
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

/** Every row, not only those that the table shows. */
function useCsv({ rows, entries, timeZone, unit }: Pick<TimeChartProps, "rows" | "entries" | "timeZone" | "unit">): () => string {
  const { chart } = useWords();
  const columns = useColumns(entries);
  return () =>
    csvOf(
      [chart.utc, chart.localTime(timeZone), ...columns.map((c) => `${c.name}, ${unit}`)],
      rows.flatMap((row) => {
        const values = columns.map((c) => c.of(row));
        return values.some((v) => v !== undefined) ? [[...timeCells(row.ts, timeZone), ...values]] : [];
      }),
    );
}

function NumbersTable({
  rows,
  entries,
  title,
  timeZone,
  unit,
  digits,
}: Omit<TimeChartProps, "fromTs" | "toTs" | "summary" | "height" | "fileName">) {
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

export function TimeChart({ rows, entries, summary, title, height, fileName, ...axis }: TimeChartProps) {
  const { chart } = useWords();
  const extent = useMemo(() => extentOf(rows), [rows]);
  const [table, setTable] = useState(false);
  const csv = useCsv({ rows, entries, timeZone: axis.timeZone, unit: axis.unit });
  if (!extent) return <p className="py-10 text-center text-muted text-sm">{chart.empty}</p>;
  return (
    <figure className="min-w-0">
      <Legend entries={entries} />
      <div aria-hidden="true" style={{ height }}>
        <Plot rows={rows} entries={entries} nowLabel={chart.now} extent={extent} height={height} {...axis} />
      </div>
      <figcaption className="mt-2 text-muted text-sm">{summary}</figcaption>
      <div className="mt-2 flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <details className="min-w-0 flex-1 text-sm print:hidden" onToggle={(e) => setTable(e.currentTarget.open)}>
          <summary className="w-fit rounded font-medium text-accent">{chart.table}</summary>
          {table && <NumbersTable rows={rows} entries={entries} title={title} {...axis} />}
        </details>
        {!table && <CsvButton fileName={fileName} content={csv} />}
      </div>
    </figure>
  );
}
