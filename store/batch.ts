/** Readings packed into columns: cheap to hand to another thread, and ready to be sorted and written. */
import { type Point, pointKey, type Reading, ZonecastError } from "#domain";
import { bucketStart, qualityCode } from "./schema.ts";

/** Rows as columns; row i belongs to `points[point[i]]`. */
export interface SampleBatch {
  readonly points: readonly Point[];
  readonly point: Uint32Array;
  readonly ts: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
  readonly receivedAt: Float64Array;
}

/** Rows ready to write: database ids, ascending by (point, ts), each (point, ts) once. */
export interface SampleRows {
  readonly length: number;
  readonly point: Float64Array;
  readonly ts: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
  readonly receivedAt: Float64Array;
}

/** Buckets by (point, start), each once. */
export interface Buckets {
  readonly point: number[];
  readonly ts: number[];
}

/** Throws `bad-input` for what no column can hold: one such row would make the whole group fail, now and on every retry. */
export function checkReadings(readings: readonly Reading[]): void {
  for (const r of readings)
    if (!Number.isFinite(r.value) || !Number.isSafeInteger(r.ts) || !Number.isSafeInteger(r.receivedAt))
      throw new ZonecastError(
        "bad-input",
        `a reading of ${pointKey(r)} has value ${r.value} at ${r.ts}: not finite, or not whole ms`,
      );
}

/** Packs `readings` into columns. */
export function packBatch(readings: readonly Reading[]): SampleBatch {
  const n = readings.length;
  const points: Point[] = [];
  const indexOf = new Map<string, number>();
  const point = new Uint32Array(n);
  const ts = new Float64Array(n);
  const value = new Float64Array(n);
  const quality = new Uint8Array(n);
  const receivedAt = new Float64Array(n);
  readings.forEach((r, i) => {
    const key = pointKey(r);
    let index = indexOf.get(key);
    if (index === undefined) {
      index = points.length;
      indexOf.set(key, index);
      points.push({ building: r.building, zone: r.zone, signal: r.signal, source: r.source });
    }
    point[i] = index;
    ts[i] = r.ts;
    value[i] = r.value;
    quality[i] = qualityCode(r.quality);
    receivedAt[i] = r.receivedAt;
  });
  return { points, point, ts, value, quality, receivedAt };
}

/**
 * Sorts by (point, ts) and keeps of each (point, ts) the row that wins: measured before retained, then the later arrival,
 * then the later in the batch. `ids[i]` is the database id of `batch.points[i]`.
 */
export function sortBatch(batch: SampleBatch, ids: readonly number[]): SampleRows {
  const at = (column: { readonly [i: number]: number }, i: number): number => column[i] ?? 0;
  const id = (i: number): number => ids[at(batch.point, i)] ?? 0;
  const order = Uint32Array.from(batch.ts, (_, i) => i).sort(
    (a, b) =>
      id(a) - id(b) ||
      at(batch.ts, a) - at(batch.ts, b) ||
      Math.sign(at(batch.quality, a)) - Math.sign(at(batch.quality, b)) ||
      at(batch.receivedAt, a) - at(batch.receivedAt, b) ||
      a - b,
  );
  const winners = order.filter((row, k) => {
    const next = order[k + 1];
    return next === undefined || id(next) !== id(row) || at(batch.ts, next) !== at(batch.ts, row);
  });
  return {
    length: winners.length,
    point: Float64Array.from(winners, id),
    ts: Float64Array.from(winners, (i) => at(batch.ts, i)),
    value: Float64Array.from(winners, (i) => at(batch.value, i)),
    quality: Uint8Array.from(winners, (i) => at(batch.quality, i)),
    receivedAt: Float64Array.from(winners, (i) => at(batch.receivedAt, i)),
  };
}

/** The buckets of `bucketMs` that the rows (ascending by point and ts) fall into. */
export function touchedBuckets(
  rows: { readonly point: ArrayLike<number>; readonly ts: ArrayLike<number> },
  bucketMs: number,
): Buckets {
  const buckets: Buckets = { point: [], ts: [] };
  let lastPoint = Number.NaN;
  let lastStart = Number.NaN;
  for (let i = 0; i < rows.ts.length; i++) {
    const point = rows.point[i] ?? 0;
    const start = bucketStart(rows.ts[i] ?? 0, bucketMs);
    if (point === lastPoint && start === lastStart) continue;
    buckets.point.push(point);
    buckets.ts.push(start);
    lastPoint = point;
    lastStart = start;
  }
  return buckets;
}
