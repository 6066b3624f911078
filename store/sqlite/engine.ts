/** Opens the embedded database: folder, lock, settings, tables. Runs inside the store's worker thread. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { errorLine, type Log, ZonecastError } from "#domain";
import type { Engine } from "../engine.ts";
import { migrate } from "../migrate.ts";
import type { Database } from "../schema.ts";
import { sqliteDialect } from "./dialect.ts";
import { sqliteError } from "./errors.ts";
import { takeLock } from "./lock.ts";
import { sampleWriter } from "./samples.ts";

const FILE = "zonecast.sqlite";
const LOCK_FILE = "zonecast.lock";

/** FULL: the log is synced at every commit, so that what was acknowledged survives a power cut. */
const SETTINGS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma busy_timeout = 5000;
  pragma foreign_keys = on;
  pragma temp_store = memory;
  pragma cache_size = -32000;
  pragma wal_autocheckpoint = 4000;
  pragma journal_size_limit = 67108864;`;

function prepareFolder(dataDir: string): string {
  const folder = resolve(dataDir);
  const unusable = (why: string, hint: string, cause?: unknown) =>
    new ZonecastError("bad-config", `the data folder ${folder} cannot be used: ${why}`, { hint, cause });
  try {
    if (!existsSync(folder)) mkdirSync(folder);
    if (!statSync(folder).isDirectory()) throw unusable("it is a file", "name a folder");
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof ZonecastError) throw error;
    if (!existsSync(dirname(folder)))
      throw unusable(`${dirname(folder)} does not exist`, "create it, or name another folder", error);
    throw unusable("it cannot be written", "check its owner and that its disk is neither full nor read-only", error);
  }
  return folder;
}

/**
 * Opens or makes the database in `dataDir`, whose parent must exist.
 * Throws `bad-config` for a folder that cannot be used, `store-failed` when it is in use, damaged or newer than this program.
 */
export async function openSqlite(dataDir: string, log: Log): Promise<Engine> {
  const folder = prepareFolder(dataDir);
  const where = join(folder, FILE);
  let release: (() => void) | undefined;
  let database: DatabaseSync | undefined;
  try {
    release = takeLock(join(folder, LOCK_FILE), folder, process.pid);
    const opened = new DatabaseSync(where);
    database = opened;
    opened.exec(SETTINGS);
    const db = new Kysely<Database>({ dialect: sqliteDialect(opened) });
    await migrate({ db, kind: "sqlite", where });
    return engineOn(opened, db, where, log, release);
  } catch (error) {
    database?.close();
    release?.();
    throw sqliteError(error, where);
  }
}

function engineOn(database: DatabaseSync, db: Kysely<Database>, where: string, log: Log, release: () => void): Engine {
  const write = sampleWriter(database);
  const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return {
    kind: "sqlite",
    where,
    db,
    log,
    writeSamples: (rows) => db.transaction().execute(async () => write(rows)),
    bytes: async () => sizeOf(where) + sizeOf(`${where}-wal`),
    translate: (error) => sqliteError(error, where),
    async close() {
      if (!database.isOpen) return;
      try {
        database.exec("pragma optimize; pragma wal_checkpoint(truncate)");
      } catch (error) {
        // The log is replayed at the next start; what matters here is to let go.
        log.warn({ problem: errorLine(error) }, "the database was closed without tidying up");
      }
      database.close();
      release();
    },
  };
}
