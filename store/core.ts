/** What a database side offers: the store without grouping and without assembling frames. Every argument and result survives a structured clone. */
import type { Point, Store } from "#domain";
import type { SampleBatch } from "./batch.ts";
import type { Grid } from "./grid.ts";

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

export type Method = keyof StoreCore;
type Call<K extends Method> = (...args: Parameters<StoreCore[K]>) => Promise<Awaited<ReturnType<StoreCore[K]>>>;

/** A core made method by method: every one is named here, and nowhere else. */
export const coreFrom = (make: <K extends Method>(method: K) => Call<K>): StoreCore => ({
  commit: make("commit"),
  column: make("column"),
  retire: make("retire"),
  writeRejections: make("writeRejections"),
  rejections: make("rejections"),
  removeRejections: make("removeRejections"),
  saveBuilding: make("saveBuilding"),
  buildings: make("buildings"),
  points: make("points"),
  latest: make("latest"),
  window: make("window"),
  saveForecasts: make("saveForecasts"),
  forecasts: make("forecasts"),
  saveScores: make("saveScores"),
  scores: make("scores"),
  saveDevices: make("saveDevices"),
  devices: make("devices"),
  removeDevices: make("removeDevices"),
  saveMapping: make("saveMapping"),
  mappings: make("mappings"),
  removeMapping: make("removeMapping"),
  saveControl: make("saveControl"),
  controls: make("controls"),
  removeControl: make("removeControl"),
  saveJob: make("saveJob"),
  jobs: make("jobs"),
  saveCommand: make("saveCommand"),
  commands: make("commands"),
  audit: make("audit"),
  auditLog: make("auditLog"),
  stats: make("stats"),
  close: make("close"),
});

/** Calls a method by name. The arguments fit their method, which the compiler cannot follow through a lookup. */
export const invoke = <K extends Method>(
  core: StoreCore,
  method: K,
  args: Parameters<StoreCore[K]>,
): Promise<Awaited<ReturnType<StoreCore[K]>>> => (core[method] as Call<K>)(...args);
