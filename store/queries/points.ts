/** Points by number: readings, roll-ups and forecasts name their series by it. */
import { isSignalId, type Point, pointKey } from "#domain";
import type { Engine } from "../engine.ts";

export interface PointTable {
  /** The number of a known point. */
  find(point: Point): Promise<number | undefined>;
  /** The numbers of `points`, in their order; unknown ones are made. */
  ensure(points: readonly Point[]): Promise<number[]>;
  all(): Promise<{ id: number; point: Point }[]>;
}

export function pointTable({ db }: Engine): PointTable {
  // Points are never deleted or renumbered, so a number once read stays true, with several servers on one database too.
  const known = new Map<string, number>();

  const all = async () => {
    const rows = await db.selectFrom("point").selectAll().orderBy("id").execute();
    // A signal that only a newer program knows is left to it.
    return rows.flatMap(({ id, signal, ...rest }) => (isSignalId(signal) ? [{ id, point: { ...rest, signal } }] : []));
  };

  const read = async (point: Point): Promise<number | undefined> => {
    const row = await db
      .selectFrom("point")
      .select("id")
      .where("building", "=", point.building)
      .where("zone", "=", point.zone)
      .where("signal", "=", point.signal)
      .where("source", "=", point.source)
      .executeTakeFirst();
    if (row) known.set(pointKey(point), row.id);
    return row?.id;
  };

  const find = async (point: Point) => known.get(pointKey(point)) ?? (await read(point));

  return {
    find,
    all,
    async ensure(points) {
      const ids: number[] = [];
      for (const point of points) {
        let id = await find(point);
        if (id === undefined) {
          const { building, zone, signal, source } = point;
          await db
            .insertInto("point")
            .values({ building, zone, signal, source })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
          id = await read(point);
        }
        if (id === undefined) throw new Error(`no number for point ${pointKey(point)}`);
        ids.push(id);
      }
      return ids;
    },
  };
}
