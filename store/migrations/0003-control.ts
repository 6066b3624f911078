/** Alarms, holds and schedules: few, kept whole as JSON. */
import { type Kysely, sql } from "kysely";
import type { ColumnTypes } from "./column-types.ts";

export const name = "0003-control";

export async function up(db: Kysely<unknown>, t: ColumnTypes): Promise<void> {
  await sql`create table control (
    kind ${t.text} not null, id ${t.text} not null, body ${t.text} not null, primary key (kind, id)) ${t.clustered}`.execute(db);
}
