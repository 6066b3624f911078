/** Writing readings and roll-ups into PostgreSQL: whole columns as arrays, one statement per table. */
import { type Kysely, sql } from "kysely";
import { type Buckets, type SampleRows, touchedBuckets } from "../batch.ts";
import { BUCKET_MS, type Database } from "../schema.ts";

/** Key of the advisory lock that groups are written under: two servers must not recompute one bucket at a time. */
const WRITE_LOCK = 0x5a6f6e65;

/** An array as PostgreSQL reads it. The driver would quote every number. */
const literal = (numbers: ArrayLike<number>): string => `{${Array.prototype.join.call(numbers, ",")}}`;

/** Upserts the rows and recomputes what they touch, in one transaction. */
export async function writeSamples(db: Kysely<Database>, rows: SampleRows): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${WRITE_LOCK})`.execute(trx);
    await sql`
      insert into reading (point, ts, value, quality, received_at)
      select * from unnest(${literal(rows.point)}::int[], ${literal(rows.ts)}::bigint[], ${literal(rows.value)}::float8[],
        ${literal(rows.quality)}::int[], ${literal(rows.receivedAt)}::bigint[])
      on conflict (point, ts) do update
      set value = excluded.value, quality = excluded.quality, received_at = excluded.received_at
      where (excluded.quality > 0, excluded.received_at) >= (reading.quality > 0, reading.received_at)`.execute(trx);
    await refreshQuarters(trx, touchedBuckets(rows, BUCKET_MS.reading_15min));
    await refreshHours(trx, touchedBuckets(rows, BUCKET_MS.reading_1h));
  });
}

/**
 * Sums are taken in the order of time: the same readings give the same bits, however they arrived. Lateral, so that the
 * planner looks each bucket up by its key, whatever it believes about the table's size.
 * A bucket with fewer readings than it had has lost old ones to retention: what it knew is worth more.
 */
async function refreshQuarters(trx: Kysely<Database>, buckets: Buckets): Promise<void> {
  await sql`
    insert into reading_15min (point, ts, n, total, least, greatest, last_value)
    select b.point, b.ts, a.*
    from unnest(${literal(buckets.point)}::int[], ${literal(buckets.ts)}::bigint[]) as b (point, ts)
    cross join lateral (
      select count(*) as n, sum(value order by ts), min(value), max(value), (array_agg(value order by ts desc))[1]
      from reading
      where point = b.point and ts > b.ts and ts <= b.ts + ${sql.lit(BUCKET_MS.reading_15min)} and quality > 0) as a
    where a.n > 0
    on conflict (point, ts) do update
    set n = excluded.n, total = excluded.total, least = excluded.least, greatest = excluded.greatest,
      last_value = excluded.last_value
    where excluded.n >= reading_15min.n`.execute(trx);
}

async function refreshHours(trx: Kysely<Database>, buckets: Buckets): Promise<void> {
  await sql`
    insert into reading_1h (point, ts, n, total, least, greatest, last_value)
    select b.point, b.ts, a.*
    from unnest(${literal(buckets.point)}::int[], ${literal(buckets.ts)}::bigint[]) as b (point, ts)
    cross join lateral (
      select sum(n) as n, sum(total order by ts), min(least), max(greatest), (array_agg(last_value order by ts desc))[1]
      from reading_15min
      where point = b.point and ts >= b.ts and ts < b.ts + ${sql.lit(BUCKET_MS.reading_1h)}) as a
    where a.n > 0
    on conflict (point, ts) do update
    set n = excluded.n, total = excluded.total, least = excluded.least, greatest = excluded.greatest,
      last_value = excluded.last_value`.execute(trx);
}
