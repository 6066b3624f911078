/** What differs between SQLite and PostgreSQL. Everything else is written once, over Kysely. */

import type { Kysely } from "kysely";
import type { Log, ZonecastError } from "#domain";
import type { SampleRows } from "./batch.ts";
import type { Database } from "./schema.ts";

export interface Engine {
  readonly kind: "sqlite" | "postgresql";
  /** For people: a path or a host, never a password. */
  readonly where: string;
  readonly db: Kysely<Database>;
  readonly log: Log;
  /** Upserts the rows and recomputes the roll-ups that they touch, in one transaction. */
  writeSamples(rows: SampleRows): Promise<void>;
  /** Size on disk. */
  bytes(): Promise<number>;
  /** The engine's own error as ours. */
  translate(error: unknown): ZonecastError;
  close(): Promise<void>;
}
