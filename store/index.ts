/** The door to everything at rest. */
import type { Clock, Log, Store } from "#domain";
import { storeOn } from "./front.ts";
import { makeCore } from "./make-core.ts";
import { openPostgresql } from "./postgresql/engine.ts";
import { openRemote } from "./sqlite/remote.ts";

export type StoreOptions = (
  | {
      readonly kind: "sqlite";
      /** Folder of the database; made when missing, its parent must exist. */
      readonly dataDir: string;
    }
  | {
      readonly kind: "postgresql";
      /** `postgresql://user:password@host:port/database` */
      readonly url: string;
    }
) & {
  /** Days that raw readings are kept, counted from a point's newest reading. Roll-ups stay for ever. Default 400. */
  readonly rawDays?: number | undefined;
  /** Days that forecasts are kept as issued, counted from a point's newest one. Scores stay for ever. Default 60. */
  readonly forecastDays?: number | undefined;
};

/**
 * Opens the store and brings its tables up to date.
 *
 * Rejects with `bad-config` for a folder or address that cannot be used, and with `store-failed` when the data is in use
 * by another process, damaged, newer than this program, or when the database does not answer.
 */
export async function openStore(options: StoreOptions, { clock, log }: { clock: Clock; log: Log }): Promise<Store> {
  const keep = { rawDays: options.rawDays ?? 400, forecastDays: options.forecastDays ?? 60 };
  const core =
    options.kind === "sqlite" ? await openRemote(options.dataDir, log) : makeCore(await openPostgresql(options.url, log));
  return storeOn(core, { clock, log, keep });
}
export { CODECS, type Codec } from "./parquet/codec.ts";
export { type ParquetField, type ParquetValues, type Words, wordsOf } from "./parquet/field.ts";
export { type ParquetFile, parquetFile } from "./parquet/file.ts";
export { type ParquetColumn, type ParquetTable, readParquet } from "./parquet/read.ts";
export { writeWhole } from "./whole-file.ts";
