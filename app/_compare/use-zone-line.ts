"use client";
/** One zone of a comparison: its past in the range, and what its forecast says will come. */
import { useMemo } from "react";
import type { Point } from "#domain";
import { forecastRows } from "../_charts/spark-shape.ts";
import type { TimeRange } from "../_charts/time-range.ts";
import type { Row } from "../_live/tail.ts";
import { useNewestForecast } from "../_live/use-live.tsx";
import { usePast } from "../_live/use-past.ts";
import { useSeries } from "../_live/use-series.ts";

const HOUR_MS = 3_600_000;
const MOST_POINTS = 300;
const NO_ROWS: readonly Row[] = [];

/** Undefined while it is loaded. `nowTs`: in steps, so that the line does not change each second. */
export function useZoneLine(point: Point | undefined, { hours, untilTs }: TimeRange, nowTs: number): readonly Row[] | undefined {
  const past = useMemo(
    () => (untilTs === undefined ? undefined : { fromTs: untilTs - hours * HOUR_MS, toTs: untilTs }),
    [untilTs, hours],
  );
  const growing = useSeries(past ? undefined : point, hours, MOST_POINTS).rows;
  const still = usePast(point, past, MOST_POINTS).rows;
  const forecast = useNewestForecast(past ? undefined : point);
  const rows = past ? still : growing;
  return useMemo(() => {
    if (!point) return NO_ROWS;
    if (!rows) return undefined;
    const coming = forecastRows(forecast, nowTs).map((f): Row => ({ ts: f.ts, mean: f.p50, min: f.p10, max: f.p90 }));
    return [...rows.filter((r) => r.ts <= (coming[0]?.ts ?? Number.POSITIVE_INFINITY)), ...coming];
  }, [point, rows, forecast, nowTs]);
}
