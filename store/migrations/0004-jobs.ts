/** Long work with its progress, one row a job. */
import { type Kysely, sql } from "kysely";
import type { ColumnTypes } from "./column-types.ts";

export const name = "0004-jobs";

export async function up(db: Kysely<unknown>, t: ColumnTypes): Promise<void> {
  await sql`create table job (id ${t.text} primary key, created_at ${t.bigint} not null, body ${t.text} not null) ${t.plain}`.execute(
    db,
  );
  await sql`create index job_by_age on job (created_at)`.execute(db);
}
