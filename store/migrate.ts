/** Brings a database up to this program: numbered steps, each once, in order, one program at a time. */

import { type Kysely, Migrator, sql } from "kysely";
import { ZonecastError } from "#domain";
import type { Engine } from "./engine.ts";
import * as firstTables from "./migrations/0001-first-tables.ts";
import * as mappings from "./migrations/0002-mappings.ts";
import * as control from "./migrations/0003-control.ts";
import * as jobs from "./migrations/0004-jobs.ts";
import type { ColumnTypes } from "./migrations/column-types.ts";

interface Step {
  readonly name: string;
  up(db: Kysely<unknown>, types: ColumnTypes): Promise<void>;
}

const STEPS: readonly Step[] = [firstTables, mappings, control, jobs];

const TYPES: Readonly<Record<Engine["kind"], ColumnTypes>> = {
  // STRICT: a value of the wrong type is refused when written, instead of surprising whoever reads it.
  sqlite: {
    text: sql`text`,
    int: sql`integer`,
    bigint: sql`integer`,
    real: sql`real`,
    bytes: sql`blob`,
    identity: sql`integer primary key`,
    plain: sql`strict`,
    clustered: sql`strict, without rowid`,
  },
  postgresql: {
    text: sql`text`,
    int: sql`integer`,
    bigint: sql`bigint`,
    real: sql`double precision`,
    bytes: sql`bytea`,
    identity: sql`integer generated always as identity primary key`,
    plain: sql``,
    clustered: sql``,
  },
};

/** Name of the table that records which steps were taken. */
const MIGRATION_TABLE = "zonecast_migration";

/**
 * Takes the steps that the database has not taken yet. A step that fails leaves nothing of itself behind.
 * Throws `store-failed` when the database was made by a newer program, or when a step fails.
 */
export async function migrate({ db, kind, where }: Pick<Engine, "db" | "kind" | "where">): Promise<void> {
  const migrator = new Migrator({
    db,
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: `${MIGRATION_TABLE}_lock`,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(STEPS.map((step) => [step.name, { up: (trx: Kysely<unknown>) => step.up(trx, TYPES[kind]) }])),
    },
  });
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (tables.some(({ name }) => name === MIGRATION_TABLE)) {
    const taken = await sql<{ name: string }>`select name from ${sql.table(MIGRATION_TABLE)} order by name`.execute(db);
    const newer = taken.rows.find(({ name }) => STEPS.every((step) => step.name !== name));
    if (newer)
      throw new ZonecastError(
        "store-failed",
        `the database ${where} is newer than this program: it has taken step ${newer.name}`,
        {
          hint: "start the newer program, or restore a backup from before the update",
        },
      );
  }
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
