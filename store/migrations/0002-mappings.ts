/** What people told about topics that no dialect knows. */
import { type Kysely, sql } from "kysely";
import type { ColumnTypes } from "./column-types.ts";

export const name = "0002-mappings";

export async function up(db: Kysely<unknown>, t: ColumnTypes): Promise<void> {
  await sql`create table mapping (id ${t.text} primary key, body ${t.text} not null) ${t.plain}`.execute(db);
}
