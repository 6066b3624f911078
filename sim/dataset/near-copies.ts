/** Buildings that a model could have learned by heart: pairs across splits whose temperatures run almost alike. */
import type { Split } from "./fleet.ts";

export interface Likeness {
  readonly id: string;
  readonly split: Split;
  readonly weather: string;
  readonly fingerprint: readonly number[];
}

export interface NearCopy {
  readonly a: string;
  readonly b: string;
  readonly correlation: number;
}

/** Above this two series count as copies of each other. */
export const NEAR_COPY = 0.999;

/** Pairs of different splits in the same weather whose fingerprints correlate by more than `NEAR_COPY`, nearest first. */
export function nearCopies(buildings: readonly Likeness[]): NearCopy[] {
  const scaled = buildings.map((b) => ({ ...b, unit: unitOf(b.fingerprint) }));
  const pairs: NearCopy[] = [];
  for (const [i, a] of scaled.entries())
    for (let j = i + 1; j < scaled.length; j++) {
      const b = scaled[j]!;
      if (a.split === b.split || a.weather !== b.weather) continue;
      let correlation = 0;
      for (let k = 0; k < a.unit.length; k++) correlation += a.unit[k]! * (b.unit[k] ?? 0);
      if (correlation > NEAR_COPY) pairs.push({ a: a.id, b: b.id, correlation: Math.round(correlation * 1e6) / 1e6 });
    }
  return pairs.sort((x, y) => y.correlation - x.correlation || (x.a < y.a ? -1 : 1));
}

/** Less its mean, with length 1. */
function unitOf(values: readonly number[]): Float64Array {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const centred = Float64Array.from(values, (v) => v - mean);
  const length = Math.sqrt(centred.reduce((a, v) => a + v * v, 0)) || 1;
  return centred.map((v) => v / length);
}
