"use client";
/** A stretch of the past that stands still. */
import { type Point, pointKey, signalOf } from "#domain";
import { rowsOf } from "./tail.ts";
import { useLiveParts, useQuery, useReady } from "./use-live.tsx";
import type { Line } from "./use-series.ts";

export interface Stretch {
  /** Building time, UTC ms. */
  readonly fromTs: number;
  readonly toTs: number;
}

/** The stretch with about `maxPoints` rows; nothing is read without a point or a stretch. */
export function usePast(point: Point | undefined, stretch: Stretch | undefined, maxPoints: number): Line {
  const { api } = useLiveParts();
  const ready = useReady();
  const name = ready && point && stretch ? `past ${pointKey(point)} ${stretch.fromTs} ${stretch.toTs} ${maxPoints}` : undefined;
  const { data, problem } = useQuery(name, async () => {
    if (!point || !stretch) return [];
    const series = await api.series(point, stretch.fromTs, stretch.toTs, maxPoints);
    return rowsOf(series, stretch.toTs, signalOf(point.signal).kind === "cumulated");
  });
  return { rows: data, problem };
}
