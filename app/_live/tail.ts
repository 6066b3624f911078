/** The newest readings of the lines that are on screen, between two reads of their windows. */
import { type PointState, pointKey, type Series } from "#domain";

/** More than this and the line is thinned: every second reading goes. */
const MOST_KEPT = 240;

export interface Row {
  /** UTC ms. */
  readonly ts: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

export interface Tails {
  /** Gathers the point's readings until the returned function is called. */
  readonly watch: (key: string) => () => void;
  readonly take: (points: readonly PointState[]) => void;
  /** Ascending by time; the same list until a reading comes. */
  readonly of: (key: string) => readonly Row[];
}

const NONE: readonly Row[] = [];

export function createTails(): Tails {
  const tails = new Map<string, { rows: readonly Row[]; viewers: number }>();
  return {
    watch(key) {
      const tail = tails.get(key) ?? { rows: NONE, viewers: 0 };
      tails.set(key, tail);
      tail.viewers++;
      return () => {
        tail.viewers--;
        if (tail.viewers === 0) tails.delete(key);
      };
    },
    take(points) {
      for (const point of points) {
        const tail = tails.get(pointKey(point));
        if (!tail) continue;
        const row: Row = { ts: point.ts, mean: point.value, min: point.value, max: point.value };
        const rows = [...tail.rows.filter((r) => r.ts < row.ts), row, ...tail.rows.filter((r) => r.ts > row.ts)];
        tail.rows = rows.length > MOST_KEPT ? rows.filter((_, i) => i % 2 === rows.length % 2) : rows;
      }
    },
    of: (key) => tails.get(key)?.rows ?? NONE,
  };
}

/** A window as rows. A bucket stands in its middle, but never later than `toTs`. */
export function rowsOf(series: Series, toTs: number, cumulated: boolean): Row[] {
  const bucketMs = series.resolution === "raw" || cumulated ? 0 : series.resolution === "15min" ? 900_000 : 3_600_000;
  return series.ts.map((ts, i) => ({
    ts: Math.min(ts + bucketMs / 2, Math.max(ts, toTs)),
    mean: series.mean[i] ?? Number.NaN,
    min: series.min[i] ?? Number.NaN,
    max: series.max[i] ?? Number.NaN,
  }));
}

/** A window and what came after it, from `fromTs` on. */
export function joined(window: readonly Row[], tail: readonly Row[], fromTs: number): Row[] {
  const lastTs = window.at(-1)?.ts ?? Number.NEGATIVE_INFINITY;
  return [...window, ...tail.filter((r) => r.ts > lastTs)].filter((r) => r.ts >= fromTs);
}
