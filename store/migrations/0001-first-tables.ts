/** The tables of the first version. */
import { type Kysely, sql } from "kysely";
import type { ColumnTypes } from "./column-types.ts";

export const name = "0001-first-tables";

export async function up(db: Kysely<unknown>, t: ColumnTypes): Promise<void> {
  await sql`create table building (id ${t.text} primary key, body ${t.text} not null) ${t.plain}`.execute(db);
  await sql`create table point (
    id ${t.identity}, building ${t.text} not null, zone ${t.text} not null, signal ${t.text} not null, source ${t.text} not null,
    unique (building, zone, signal, source)) ${t.plain}`.execute(db);
  await sql`create table reading (
    point ${t.int} not null, ts ${t.bigint} not null, value ${t.real} not null, quality ${t.int} not null,
    received_at ${t.bigint} not null, primary key (point, ts)) ${t.clustered}`.execute(db);
  for (const table of ["reading_15min", "reading_1h"])
    await sql`create table ${sql.table(table)} (
      point ${t.int} not null, ts ${t.bigint} not null, n ${t.int} not null, total ${t.real} not null, least ${t.real} not null,
      greatest ${t.real} not null, last_value ${t.real} not null, primary key (point, ts)) ${t.clustered}`.execute(db);
  await sql`create table rejection (
    topic ${t.text} not null, reason ${t.text} not null, detail ${t.text} not null, raw ${t.text} not null,
    at ${t.bigint} not null, count ${t.bigint} not null, primary key (topic, reason)) ${t.plain}`.execute(db);
  await sql`create index rejection_at on rejection (at)`.execute(db);
  await sql`create table tally (name ${t.text} primary key, n ${t.bigint} not null) ${t.plain}`.execute(db);
  await sql`create table forecast (
    point ${t.int} not null references point (id), issued_at ${t.bigint} not null, model ${t.text} not null, origin ${t.text} not null,
    leads ${t.bytes} not null, quantiles ${t.bytes} not null, candidates ${t.text} not null,
    primary key (point, issued_at, model, origin)) ${t.plain}`.execute(db);
  await sql`create table score (
    point ${t.int} not null references point (id), issued_at ${t.bigint} not null, lead_s ${t.int} not null, model ${t.text} not null,
    origin ${t.text} not null, target_ts ${t.bigint} not null, predicted ${t.real} not null, p10 ${t.real} not null, p90 ${t.real} not null,
    actual ${t.real} not null, persistence ${t.real} not null, primary key (point, issued_at, lead_s, model, origin)) ${t.clustered}`.execute(
    db,
  );
  await sql`create index score_target on score (point, target_ts)`.execute(db);
  await sql`create table device (id ${t.text} primary key, body ${t.text} not null) ${t.plain}`.execute(db);
  await sql`create table command (
    id ${t.text} primary key, building ${t.text} not null, at ${t.bigint} not null, body ${t.text} not null) ${t.plain}`.execute(
    db,
  );
  await sql`create index command_at on command (building, at)`.execute(db);
  await sql`create table audit (
    id ${t.identity}, at ${t.bigint} not null, who ${t.text} not null, action ${t.text} not null, subject ${t.text} not null,
    detail ${t.text} not null) ${t.plain}`.execute(db);
  await sql`create index audit_at on audit (at)`.execute(db);
}
