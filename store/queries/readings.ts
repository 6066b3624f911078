/** Readings: writing groups, the newest of each point, and windows for charts. */

import { sql } from "kysely";
import type { Latest, Point, Resolution, SeriesWindow, Span } from "#domain";
import { sortBatch } from "../batch.ts";
import type { StoreCore } from "../core.ts";
import type { Engine } from "../engine.ts";
import { qualityName, type RollupTable } from "../schema.ts";
import type { PointTable } from "./points.ts";

/** The usual gap is the median of this many newest gaps; with fewer than the least it is unknown. */
const GAPS = 20;
const LEAST_GAPS = 3;

/** Median gap between times given newest first, ms; null when there are too few. */
export function usualGapMs(newestFirst: readonly number[]): number | null {
  const gaps = newestFirst.slice(1).map((ts, i) => (newestFirst[i] ?? ts) - ts);
  if (gaps.length < LEAST_GAPS) return null;
  gaps.sort((a, b) => a - b);
  const lower = gaps[(gaps.length - 1) >> 1] ?? 0;
  const upper = gaps[gaps.length >> 1] ?? 0;
  return Math.round((lower + upper) / 2);
}

const TABLE_OF: Readonly<Record<Exclude<Resolution, "raw">, RollupTable>> = { "15min": "reading_15min", "1h": "reading_1h" };

export function readings(engine: Engine, points: PointTable): Pick<StoreCore, "commit" | "points" | "latest" | "window"> {
  const { db } = engine;

  async function rawWindow(id: number, point: Point, span: Span): Promise<SeriesWindow> {
    const rows = await db
      .selectFrom("reading")
      .select(["ts", "value"])
      .where("point", "=", id)
      .where("ts", ">=", span.fromTs)
      .where("ts", "<", span.toTs)
      .orderBy("ts")
      .execute();
    const mean = rows.map((row) => row.value);
    return { point, resolution: "raw", ts: rows.map((row) => row.ts), mean, min: mean, max: mean };
  }

  async function bucketWindow(id: number, point: Point, span: Span, resolution: "15min" | "1h"): Promise<SeriesWindow> {
    const rows = await db
      .selectFrom(TABLE_OF[resolution])
      .select(["ts", "n", "total", "least", "greatest"])
      .where("point", "=", id)
      .where("ts", ">=", span.fromTs)
      .where("ts", "<", span.toTs)
      .orderBy("ts")
      .execute();
    return {
      point,
      resolution,
      ts: rows.map((row) => row.ts),
      mean: rows.map((row) => row.total / row.n),
      min: rows.map((row) => row.least),
      max: rows.map((row) => row.greatest),
    };
  }

  return {
    async commit(batch) {
      await engine.writeSamples(sortBatch(batch, await points.ensure(batch.points)));
    },

    points: async () => (await points.all()).map(({ point }) => point),

    /** Read from the readings themselves, so that it is right whatever order they came in. */
    async latest(): Promise<Latest[]> {
      // A cross join, because SQLite then keeps to this order: points first, and one look-up each.
      const newest = await sql<{
        id: number;
        ts: number;
        received_at: number;
        value: number;
        quality: number;
        recent: string | null;
      }>`
        select p.id, r.ts, r.received_at, r.value, r.quality,
          (select string_agg(cast(ts as text), ',') from
            (select ts from reading where point = p.id and quality > 0 order by ts desc limit ${sql.lit(GAPS + 1)}) as newest) as recent
        from point p cross join reading r
        where r.point = p.id and r.ts = (select max(ts) from reading where point = p.id)`.execute(db);
      const byId = new Map(newest.rows.map((row) => [row.id, row]));
      return (await points.all()).flatMap(({ id, point }) => {
        const row = byId.get(id);
        if (!row) return [];
        // Neither engine promises the order inside the aggregate.
        const recent = (row.recent ?? "").split(",").filter(Boolean).map(Number);
        recent.sort((a, b) => b - a);
        return [
          {
            ...point,
            ts: row.ts,
            receivedAt: row.received_at,
            value: row.value,
            quality: qualityName(row.quality),
            usualGapMs: usualGapMs(recent),
          },
        ];
      });
    },

    /** Where raw readings are gone already, the answer comes in buckets of 15 min and says so. */
    async window(point, span, resolution) {
      const id = await points.find(point);
      if (id === undefined) return { point, resolution, ts: [], mean: [], min: [], max: [] };
      if (resolution !== "raw") return bucketWindow(id, point, span, resolution);
      const raw = await rawWindow(id, point, span);
      if (raw.ts.length > 0) return raw;
      const buckets = await bucketWindow(id, point, span, "15min");
      return buckets.ts.length > 0 ? buckets : raw;
    },
  };
}
