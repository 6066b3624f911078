/** Means of a table that repeats every day. */
import { ZonecastError } from "#domain";
import type { VdiTable } from "./read.ts";

/** Mean of each column over the part of the day from `fromS` to `toS`, 0 <= fromS < toS <= 86400. Exact: trapezia. */
export function meanOver(table: VdiTable, fromS: number, toS: number): number[] {
  const sums = (table[0] ?? []).slice(1).map(() => 0);
  let covered = 0;
  for (let i = 1; i < table.length; i++) {
    const [t0 = 0, ...v0] = table[i - 1] ?? [];
    const [t1 = 0, ...v1] = table[i] ?? [];
    const a = Math.max(fromS, t0);
    const b = Math.min(toS, t1);
    if (b <= a) continue;
    covered += b - a;
    const middle = ((a + b) / 2 - t0) / (t1 - t0);
    for (let c = 0; c < sums.length; c++) {
      const from = v0[c] ?? 0;
      sums[c] = (sums[c] ?? 0) + (from + ((v1[c] ?? 0) - from) * middle) * (b - a);
    }
  }
  if (covered < (toS - fromS) * (1 - 1e-9))
    throw new ZonecastError("bad-file", `a table has no value from ${fromS} s to ${toS} s`);
  return sums.map((sum) => sum / covered);
}
