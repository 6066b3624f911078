/** What a database side offers: the store without grouping and without assembling frames. Every argument and result survives a structured clone. */
import type { Point, Store } from "#domain";
import type { SampleBatch } from "./batch.ts";
import type { Engine } from "./engine.ts";
import type { Grid } from "./grid.ts";
import { columns } from "./queries/columns.ts";
import { forecasts } from "./queries/forecasts.ts";
import { pointTable } from "./queries/points.ts";
import { readings } from "./queries/readings.ts";
import { registry } from "./queries/registry.ts";
import { rejections } from "./queries/rejections.ts";
import { retention } from "./queries/retention.ts";
import { stats } from "./queries/stats.ts";

export interface StoreCore extends Omit<Store, "writeReadings" | "frame"> {
  /** Writes a group and brings its roll-ups up to date, in one transaction. */
  commit(batch: SampleBatch): Promise<void>;
  /** One column of a frame: `grid.length` numbers, NaN where there is a gap. */
  column(point: Point, grid: Grid): Promise<Float64Array>;
  /** Deletes a slice of what is older than it has to be kept. Start with cursor 0, go on with the answer until it is null. */
  retire(nowTs: number, keep: Retention, cursor: number): Promise<number | null>;
}

/** Days that raw readings, and forecasts as issued, are kept. Roll-ups and scores stay. */
export interface Retention {
  readonly rawDays: number;
  readonly forecastDays: number;
}

/** The store's database side on `engine`. */
export function makeCore(engine: Engine): StoreCore {
  const points = pointTable(engine);
  return {
    ...readings(engine, points),
    ...columns(engine, points),
    ...rejections(engine),
    ...forecasts(engine, points),
    ...registry(engine),
    ...retention(engine),
    ...stats(engine),
    close: () => engine.close(),
  };
}
