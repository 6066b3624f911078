/** Writing readings and roll-ups into SQLite: prepared statements in a loop, ten times faster than long inserts. */
import type { DatabaseSync } from "node:sqlite";
import { type SampleRows, touchedBuckets } from "../batch.ts";
import { BUCKET_MS } from "../schema.ts";

/** Prepares the statements on `database`; the result must be called within a transaction. */
export function sampleWriter(database: DatabaseSync): (rows: SampleRows) => void {
  const upsert = database.prepare(`
    insert into reading (point, ts, value, quality, received_at) values (?, ?, ?, ?, ?)
    on conflict (point, ts) do update
    set value = excluded.value, quality = excluded.quality, received_at = excluded.received_at
    where (excluded.quality > 0, excluded.received_at) >= (reading.quality > 0, reading.received_at)`);

  // A bucket with fewer readings than it had has lost old ones to retention: what it knew is worth more.
  const quarter = database.prepare(`
    insert into reading_15min (point, ts, n, total, least, greatest, last_value)
    select ?1, ?2, count(*), sum(value), min(value), max(value),
      (select value from reading where point = ?1 and ts > ?2 and ts <= ?3 and quality > 0 order by ts desc limit 1)
    from reading where point = ?1 and ts > ?2 and ts <= ?3 and quality > 0 having count(*) > 0
    on conflict (point, ts) do update
    set n = excluded.n, total = excluded.total, least = excluded.least, greatest = excluded.greatest,
      last_value = excluded.last_value
    where excluded.n >= reading_15min.n`);

  const hour = database.prepare(`
    insert into reading_1h (point, ts, n, total, least, greatest, last_value)
    select ?1, ?2, sum(n), sum(total), min(least), max(greatest),
      (select last_value from reading_15min where point = ?1 and ts >= ?2 and ts < ?3 order by ts desc limit 1)
    from reading_15min where point = ?1 and ts >= ?2 and ts < ?3 having count(*) > 0
    on conflict (point, ts) do update
    set n = excluded.n, total = excluded.total, least = excluded.least, greatest = excluded.greatest,
      last_value = excluded.last_value`);

  return (rows) => {
    for (let i = 0; i < rows.length; i++)
      upsert.run(rows.point[i] ?? 0, rows.ts[i] ?? 0, rows.value[i] ?? 0, rows.quality[i] ?? 0, rows.receivedAt[i] ?? 0);
    const quarters = touchedBuckets(rows, BUCKET_MS.reading_15min);
    quarters.ts.forEach((ts, i) => void quarter.run(quarters.point[i] ?? 0, ts, ts + BUCKET_MS.reading_15min));
    const hours = touchedBuckets(rows, BUCKET_MS.reading_1h);
    hours.ts.forEach((ts, i) => void hour.run(hours.point[i] ?? 0, ts, ts + BUCKET_MS.reading_1h));
  };
}
