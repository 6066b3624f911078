/** How much of the time the zone was comfortable. */
import type { Band } from "../comfort-band.ts";

export interface ComfortShare {
  /** Share of the counted rows inside the band, 0..1; NaN where none counts. */
  readonly share: number;
  /** Rows that count: those with somebody there. */
  readonly rows: number;
  readonly minC: number;
  readonly maxC: number;
  /** Rows by half kelvin, the first beginning at `firstBinC`. */
  readonly histogram: Float64Array;
  readonly firstBinC: number;
  readonly band: Band;
}

export const BIN_K = 0.5;

/** `occupied`: 1 where somebody is there; every row counts when left out. */
export function comfortShare(tempC: Float64Array, band: Band, occupied?: Float64Array): ComfortShare {
  let [inside, rows, minC, maxC] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const counted: number[] = [];
  tempC.forEach((t, i) => {
    if (occupied && occupied[i] !== 1) return;
    rows++;
    counted.push(t);
    if (t >= band.minC && t <= band.maxC) inside++;
    minC = Math.min(minC, t);
    maxC = Math.max(maxC, t);
  });
  const firstBinC = rows === 0 ? band.minC : BIN_K * Math.floor(minC / BIN_K);
  const histogram = new Float64Array(rows === 0 ? 0 : Math.floor((maxC - firstBinC) / BIN_K) + 1);
  for (const t of counted) {
    const bin = Math.floor((t - firstBinC) / BIN_K);
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  return { share: rows === 0 ? Number.NaN : inside / rows, rows, minC, maxC, histogram, firstBinC, band };
}
