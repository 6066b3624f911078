"use client";
/** One point over time: what was measured, what is set, and what may come. */

import { useMemo } from "react";
import type { Building, Forecast, Point, PointState } from "#domain";
import { isStale } from "../_live/clock.ts";
import type { Row } from "../_live/tail.ts";
import { useBuildingNow } from "../_live/use-live.tsx";
import { usePast } from "../_live/use-past.ts";
import { useSeries } from "../_live/use-series.ts";
import { Skeleton } from "../_ui/card.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { fileNameOf } from "./csv.ts";
import type { LegendEntry } from "./legend.tsx";
import { chartRows } from "./rows.ts";
import { type ForecastRow, forecastRows } from "./spark-shape.ts";
import { TimeChart } from "./time-chart.tsx";
import type { TimeRange } from "./time-range.ts";

const HOUR_MS = 3_600_000;
/** The axis moves on in steps of this length, not with every second. */
const STEP_MS = 120_000;
/** About two points a pixel row are seen; more only cost time to draw. */
const MOST_POINTS = 400;
const NO_ROWS: readonly Row[] = [];

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

function useSummary(point: Point, past: readonly Row[], coming: readonly ForecastRow[], timeZone: string): string {
  const { chart } = useWords();
  const format = useFormat();
  const text = (value: number): string => format.drawn(point.signal, value);
  const when = (ts: number): string => format.dayTime(ts, timeZone);
  const first = past[0];
  const last = past.at(-1);
  const end = coming.at(-1);
  const low = text(least(past.map((r) => r.min)));
  const high = text(greatest(past.map((r) => r.max)));
  const then = first && last ? chart.pastSummary(when(first.ts), when(last.ts), low, high, text(last.mean)) : chart.empty;
  const ahead = end && chart.aheadSummary(when(end.ts), text(end.p50), text(end.p10), text(end.p90));
  return ahead ? `${then} ${ahead}` : then;
}

export interface PointChartProps {
  readonly building: Building;
  readonly point: PointState;
  readonly setpoint?: Point | undefined;
  readonly forecast?: Forecast | undefined;
  readonly range: TimeRange;
  readonly title: string;
  readonly height: number;
}

/** What was measured in the range, and what was set: read once where it ends in the past, growing where it ends now. */
function useLines(point: Point, setpoint: Point | undefined, { hours, untilTs }: TimeRange) {
  const past = useMemo(
    () => (untilTs === undefined ? undefined : { fromTs: untilTs - hours * HOUR_MS, toTs: untilTs }),
    [untilTs, hours],
  );
  const live = past === undefined;
  const growing = useSeries(live ? point : undefined, hours, MOST_POINTS);
  const growingSet = useSeries(live ? setpoint : undefined, hours, MOST_POINTS);
  const still = usePast(point, past, MOST_POINTS);
  const stillSet = usePast(setpoint, past, MOST_POINTS);
  return live ? { ...growing, setpoints: growingSet.rows ?? NO_ROWS } : { ...still, setpoints: stillSet.rows ?? NO_ROWS };
}

export function PointChart({ building, point, setpoint, forecast: newest, range, title, height }: PointChartProps) {
  const { chart } = useWords();
  const format = useFormat();
  const scale = format.drawnScale(point.signal);
  const { hours, untilTs } = range;
  const { rows, problem, setpoints } = useLines(point, setpoint, range);
  const forecast = untilTs === undefined ? newest : undefined;
  const nowTs = Math.ceil(useBuildingNow(building.id) / STEP_MS) * STEP_MS;
  const endTs = untilTs ?? nowTs;
  const fromTs = endTs - hours * HOUR_MS;
  const toTs = forecast ? nowTs + 24 * HOUR_MS : endTs;
  const past = useMemo(() => (rows ?? NO_ROWS).filter((r) => r.ts >= fromTs), [rows, fromTs]);
  const coming = useMemo(() => forecastRows(forecast, nowTs - STEP_MS).filter((r) => r.ts <= toTs), [forecast, nowTs, toTs]);
  const all = useMemo(() => chartRows(past, setpoints, coming, scale), [past, setpoints, coming, scale]);
  const hasRange = past.some((r) => r.max > r.min);
  const entries = useMemo(() => {
    const list: LegendEntry[] = [{ stroke: "history", label: chart.measured }];
    if (hasRange) list.push({ stroke: "range", label: chart.range });
    if (setpoint) list.push({ stroke: "setpoint", label: chart.setpoint });
    if (forecast) list.push({ stroke: "median", label: chart.median }, { stroke: "band", label: chart.bandName });
    return list;
  }, [chart, hasRange, setpoint, forecast]);
  const summary = useSummary(point, past, coming, building.timeZone);

  if (problem && !rows) return <ProblemNote problem={problem} />;
  if (!rows || nowTs === 0) return <Skeleton className="h-64" />;
  return (
    <TimeChart
      rows={all}
      entries={entries}
      fromTs={fromTs}
      toTs={toTs}
      nowTs={forecast ? nowTs : undefined}
      silentFromTs={untilTs === undefined && isStale(point, nowTs) ? point.ts : undefined}
      timeZone={building.timeZone}
      unit={scale.unit}
      digits={scale.digits}
      summary={summary}
      title={title}
      fileName={fileNameOf(`${building.id} ${point.zone} ${title}`, endTs)}
      height={height}
    />
  );
}
