/** Old rows go, a slice at a time, so that no live write waits for a big deletion. Roll-ups and scores stay. */
import type { StoreCore } from "../core.ts";
import type { Engine } from "../engine.ts";
import { BUCKET_MS } from "../schema.ts";

const DAY_MS = 86_400_000;
const SLICE_ROWS = 5_000;

const floorToHour = (ts: number): number => Math.floor(ts / BUCKET_MS.reading_1h) * BUCKET_MS.reading_1h;

export function retention({ db }: Engine): Pick<StoreCore, "retire"> {
  /**
   * Deletes the oldest readings of one point that end at or before its limit. Age is counted from the point's newest reading
   * where that is older than now: a replayed year, or a device that fell silent, keeps its last days.
   */
  async function retireReadings(point: number, nowTs: number, days: number): Promise<number> {
    const newest = await db
      .selectFrom("reading")
      .select("ts")
      .where("point", "=", point)
      .orderBy("ts", "desc")
      .limit(1)
      .executeTakeFirst();
    if (!newest) return 0;
    const limit = floorToHour(Math.min(nowTs, newest.ts) - days * DAY_MS);
    const oldest = db.selectFrom("reading").select("ts").where("point", "=", point).where("ts", "<=", limit).orderBy("ts");
    const sliceEnd = await oldest
      .offset(SLICE_ROWS - 1)
      .limit(1)
      .executeTakeFirst();
    const deleted = await db
      .deleteFrom("reading")
      .where("point", "=", point)
      .where("ts", "<=", sliceEnd?.ts ?? limit)
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  }

  async function retireForecasts(point: number, nowTs: number, days: number): Promise<number> {
    const newest = await db
      .selectFrom("forecast")
      .select("issued_at")
      .where("point", "=", point)
      .orderBy("issued_at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (!newest) return 0;
    const deleted = await db
      .deleteFrom("forecast")
      .where("point", "=", point)
      .where("issued_at", "<=", Math.min(nowTs, newest.issued_at) - days * DAY_MS)
      .executeTakeFirst();
    return Number(deleted.numDeletedRows);
  }

  return {
    async retire(nowTs, keep, cursor) {
      const next = await db.selectFrom("point").select("id").where("id", ">=", cursor).orderBy("id").limit(1).executeTakeFirst();
      if (!next) return null;
      const readings = await retireReadings(next.id, nowTs, keep.rawDays);
      if (readings === SLICE_ROWS) return next.id;
      await retireForecasts(next.id, nowTs, keep.forecastDays);
      return next.id + 1;
    },
  };
}
