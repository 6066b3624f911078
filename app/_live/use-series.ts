"use client";
/** A stretch of the past of one point that grows with every reading. */

import { useEffect, useMemo } from "react";
import { type Point, pointKey, signalOf } from "#domain";
import type { ApiProblem } from "./api.ts";
import { buildingNow } from "./clock.ts";
import { joined, type Row, rowsOf } from "./tail.ts";
import { useLive, useLiveParts, useQuery, useReady } from "./use-live.tsx";

/** Windows are read again after about a bucket of building time: a quarter of an hour, or sooner where time runs faster. */
const REFRESH_MS = 900_000;
const REPLAY_REFRESH_MS = 20_000;

export interface Line {
  /** Ascending; undefined until the first answer. */
  readonly rows: readonly Row[] | undefined;
  readonly problem: ApiProblem | undefined;
}

/** The last `hours` of building time with about `maxPoints` rows. A cumulated signal comes as its mean rate. */
export function useSeries(point: Point | undefined, hours: number, maxPoints: number): Line {
  const { api, store, tails, tick } = useLiveParts();
  const ready = useReady();
  const replayed = useLive((s) => point !== undefined && s.clocks.has(point.building));
  const key = point && pointKey(point);
  const cumulated = point !== undefined && signalOf(point.signal).kind === "cumulated";

  useEffect(() => (key === undefined ? undefined : tails.watch(key)), [tails, key]);

  const load = async (): Promise<Row[]> => {
    if (!point) return [];
    const toTs = buildingNow(store.get(), point.building, tick.get());
    const series = await api.series(point, toTs - hours * 3_600_000, toTs + 60_000, maxPoints);
    return rowsOf(series, toTs, cumulated);
  };
  const name = ready && key !== undefined ? `series ${key} ${hours} h ${maxPoints}` : undefined;
  const { data, problem } = useQuery(name, load, replayed ? REPLAY_REFRESH_MS : REFRESH_MS);
  const tail = useLive(() => (key === undefined || cumulated ? undefined : tails.of(key)));
  const rows = useMemo(
    () => data && joined(data, tail ?? [], (data.at(-1)?.ts ?? tail?.at(-1)?.ts ?? 0) - hours * 3_600_000),
    [data, tail, hours],
  );
  return { rows, problem };
}
