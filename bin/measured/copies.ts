/** Finds series that are scaled copies of one another: archives hold shared meters under several buildings' names. */
import { column } from "#domain";
import type { MeasuredSeries } from "#forecasting";

/** Above this correlation two meters of different buildings are one meter. */
const COPY_CORRELATION = 0.999;
const FEW_ROWS = 500;

/** Pearson's correlation over the rows where both have a value; NaN with fewer than 500. */
export function correlation(a: Float64Array, b: Float64Array): number {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i] ?? Number.NaN;
    const y = b[i] ?? Number.NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    n++;
    sa += x;
    sb += y;
    saa += x * x;
    sbb += y * y;
    sab += x * y;
  }
  if (n < FEW_ROWS) return Number.NaN;
  return (n * sab - sa * sb) / Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
}

/** Leaves out every series that copies an earlier one of its group and clock; says which. */
export function withoutCopies(all: readonly MeasuredSeries[]): { series: MeasuredSeries[]; notes: string[] } {
  const series: MeasuredSeries[] = [];
  const notes: string[] = [];
  for (const one of all) {
    const twin = series.find(
      (other) =>
        other.group === one.group &&
        other.building !== one.building &&
        other.frame.startTs === one.frame.startTs &&
        other.frame.stepS === one.frame.stepS &&
        correlation(column(other.frame, "y"), column(one.frame, "y")) > COPY_CORRELATION,
    );
    if (twin) notes.push(`${one.id} copies ${twin.id} and is left out`);
    else series.push(one);
  }
  return { series, notes };
}
