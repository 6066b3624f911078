/** Columns of frames: roll-ups for states and means, the readings themselves for counters. */
import { SIGNALS, type SignalId, signalOf } from "#domain";
import type { StoreCore } from "../core.ts";
import { type CounterSample, counterGrowth } from "../counters.ts";
import type { Engine } from "../engine.ts";
import { bridgeMs, coverOf, type Grid, meansOnGrid, ratesOnGrid } from "../grid.ts";
import { BUCKET_MS } from "../schema.ts";
import type { PointTable } from "./points.ts";

/** More than the largest gas connections take, m³/h. */
const MAX_M3_PER_H = 1e5;

/** The fastest that a counter of this signal can count, in its unit per hour. */
const maxPerH = (signal: SignalId): number => (signalOf(signal).unit === "Wh" ? SIGNALS.electricPowerW.max : MAX_M3_PER_H);

export function columns({ db }: Engine, points: PointTable): Pick<StoreCore, "column"> {
  async function means(id: number, grid: Grid): Promise<Float64Array> {
    const { fromTs, toTs } = coverOf(grid);
    const table = grid.stepS % 3600 === 0 ? "reading_1h" : "reading_15min";
    const rows = await db
      .selectFrom(table)
      .select(["ts", "n", "total"])
      .where("point", "=", id)
      .where("ts", ">=", fromTs)
      .where("ts", "<", toTs)
      .orderBy("ts")
      .execute();
    return meansOnGrid(rows, grid);
  }

  /** The last values of old buckets, whose readings are gone, then the readings. Nothing after the last row: it was not known then. */
  async function counterSamples(id: number, grid: Grid): Promise<CounterSample[]> {
    const cover = coverOf(grid);
    const fromTs = cover.fromTs - bridgeMs(grid);
    const raw = await db
      .selectFrom("reading")
      .select(["ts", "value"])
      .where("point", "=", id)
      .where("ts", ">=", fromTs)
      .where("ts", "<=", cover.toTs)
      .where("quality", ">", 0)
      .orderBy("ts")
      .execute();
    const bucketMs = BUCKET_MS.reading_15min;
    const firstRawTs = raw[0]?.ts ?? cover.toTs;
    const old = await db
      .selectFrom("reading_15min")
      .select(["ts", "last_value as value"])
      .where("point", "=", id)
      .where("ts", ">=", fromTs)
      .where("ts", "<=", firstRawTs - bucketMs)
      .orderBy("ts")
      .execute();
    return [...old.map(({ ts, value }) => ({ ts: ts + bucketMs, value })).filter(({ ts }) => ts < firstRawTs), ...raw];
  }

  return {
    async column(point, grid) {
      const id = grid.length > 0 ? await points.find(point) : undefined;
      if (id === undefined) return new Float64Array(grid.length).fill(Number.NaN);
      if (signalOf(point.signal).kind !== "cumulated") return means(id, grid);
      return ratesOnGrid(counterGrowth(await counterSamples(id, grid), maxPerH(point.signal)), grid);
    },
  };
}
