/** Both engines of the store, so that one body of tests runs on each. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import type { StoreOptions } from "#store";
import { postgresMissing, startPostgres } from "./postgres.ts";

/** One engine, with as many empty databases as a test wants. */
export interface StoreEngine {
  readonly newDatabase: () => Promise<TestDatabase>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

export interface TestDatabase {
  readonly options: StoreOptions;
  /** Runs SQL behind the store's back; the store must be closed. */
  readonly meddle: (sql: string) => Promise<void>;
}

export const STORE_ENGINES: readonly {
  readonly name: StoreOptions["kind"];
  readonly missing: string | undefined;
  readonly start: () => Promise<StoreEngine>;
}[] = [
  { name: "sqlite", missing: undefined, start: startSqlite },
  { name: "postgresql", missing: postgresMissing, start: startPostgresql },
];

async function startSqlite(): Promise<StoreEngine> {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-store-"));
  let databases = 0;
  return {
    async newDatabase() {
      const dataDir = join(folder, String(++databases));
      return {
        options: { kind: "sqlite", dataDir },
        async meddle(sql) {
          const database = new DatabaseSync(join(dataDir, "zonecast.sqlite"));
          database.exec(sql);
          database.close();
        },
      };
    },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function startPostgresql(): Promise<StoreEngine> {
  const server = await startPostgres();
  return {
    async newDatabase() {
      const url = await server.newDatabase();
      return {
        options: { kind: "postgresql", url },
        async meddle(sql) {
          const client = new pg.Client({ connectionString: url });
          await client.connect();
          await client.query(sql);
          await client.end();
        },
      };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
