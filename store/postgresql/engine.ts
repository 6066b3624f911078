/** Opens a PostgreSQL database: connections, number types, tables. */

import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { errorLine, type Log, ZonecastError } from "#domain";
import type { Engine } from "../engine.ts";
import { migrate } from "../migrate.ts";
import type { Database } from "../schema.ts";
import { postgresError } from "./errors.ts";
import { writeSamples } from "./samples.ts";

const CONNECTIONS = 8;
const CONNECT_MS = 10_000;

/** Type ids of `bigint` and `numeric` (sums of bigint). Ours all fit a double: milliseconds and counts. */
const AS_NUMBER: ReadonlySet<number> = new Set([20, 1700]);

/** Host, port and database of a connection address, as the driver reads it: everything but name and password. */
function whereOf(url: string): string {
  try {
    if (!/^postgres(ql)?:/.test(url)) throw new Error("it does not begin with postgresql:");
    const { host, port, database } = new pg.Client({ connectionString: url });
    return `${host}:${port}/${database ?? ""}`;
  } catch {
    // Without the driver's words: they quote the address, and the password with it.
    throw new ZonecastError("bad-config", "the database address is not one of PostgreSQL", {
      hint: "it looks like postgresql://user:password@host:5432/database",
    });
  }
}

/**
 * Connects and brings the tables up to date.
 * Throws `bad-config` for an address that is none, `store-failed` when the server refuses or the data is newer than this program.
 */
export async function openPostgresql(url: string, log: Log): Promise<Engine> {
  const where = whereOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: "zonecast",
    types: {
      getTypeParser: (id, format) => (AS_NUMBER.has(id) && format !== "binary" ? Number : pg.types.getTypeParser(id, format)),
    },
  });
  // An idle connection that breaks is replaced at the next call; without a listener it would end the process.
  pool.on("error", (error) => log.warn({ problem: errorLine(error) }, "a connection to PostgreSQL was lost"));
  // Our statements are many and short; compiling one takes longer than all of its work.
  pool.on("connect", (client) => void client.query("set jit = off").catch(() => {}));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate({ db, kind: "postgresql", where });
  } catch (error) {
    await db.destroy();
    throw postgresError(error, where);
  }
  return {
    kind: "postgresql",
    where,
    db,
    log,
    writeSamples: (rows) => writeSamples(db, rows),
    async bytes() {
      const size = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(db);
      return size.rows[0]?.bytes ?? 0;
    },
    translate: (error) => postgresError(error, where),
    close: () => db.destroy(),
  };
}
