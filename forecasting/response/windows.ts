/** Training windows as two matrices: features, and the temperature changes that followed. */
import { ZonecastError } from "#domain";
import { FEATURES, fillFeatures } from "./features.ts";
import { LEADS, LOOK_BACK, lastRow, type Operation } from "./operation.ts";
import { type Scale, scaleOf } from "./scale.ts";

export interface Windows {
  readonly count: number;
  /** Standardised, `count × FEATURES`. */
  readonly x: Float64Array;
  /** Temperature change to each lead over its scale, `count × LEADS`. */
  readonly y: Float64Array;
  readonly xScale: Scale;
  readonly yScale: Scale;
}

/** Every window of the records, in order of time. Throws `too-little-history` when there is none. */
export function windowsOf(records: readonly Operation[]): Windows {
  const rows = records.flatMap((record) =>
    Array.from({ length: Math.max(0, lastRow(record) - LOOK_BACK + 1) }, (_, i) => ({ record, row: LOOK_BACK + i })),
  );
  if (rows.length === 0) throw new ZonecastError("too-little-history", "no record is as long as a day and four hours");
  const x = new Float64Array(rows.length * FEATURES);
  const y = new Float64Array(rows.length * LEADS);
  rows.forEach(({ record, row }, i) => {
    const plan = record.heatingShare.subarray(row, row + LEADS);
    fillFeatures(record, row, plan, x.subarray(i * FEATURES, (i + 1) * FEATURES));
    for (let h = 0; h < LEADS; h++) y[i * LEADS + h] = record.airTempC[row + h + 1]! - record.airTempC[row]!;
  });
  const xScale = scaleOf(x, FEATURES);
  const yScale = scaleOf(y, LEADS);
  xScale.apply(x);
  yScale.apply(y);
  return { count: rows.length, x, y, xScale, yScale };
}
