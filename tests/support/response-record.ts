/** A made-up zone of one capacity under random heating: what a response model can learn exactly. */
import { stream } from "#domain";
import type { Operation } from "#forecasting";

export const STEP_GAIN_K = 0.8;
export const KEPT = 0.95;

/** T' = 0.95 T + 0.05 To + 0.8 u, at 15 min. */
export function madeUpZone(rows: number, seed: number): Operation {
  const random = stream(seed, "made-up zone");
  const outdoorTempC = Float64Array.from({ length: rows + 1 }, (_, i) => 3 + 4 * Math.sin(i / 15));
  let level = 0;
  const heatingShare = Float64Array.from({ length: rows }, (_, i) => {
    if (i === 0 || random.below(12) === 0) level = random.uniform();
    return level;
  });
  const airTempC = new Float64Array(rows + 1).fill(18);
  for (let i = 0; i < rows; i++)
    airTempC[i + 1] = KEPT * airTempC[i]! + (1 - KEPT) * outdoorTempC[i]! + STEP_GAIN_K * heatingShare[i]!;
  const dark = new Float64Array(rows + 1);
  return { stepS: 900, startHour: 0, airTempC, heatingShare, outdoorTempC, directWPerM2: dark, diffuseWPerM2: dark };
}

/** Rise (K) that full heating gives over none after `steps`. */
export const trueRiseK = (steps: number): number => (STEP_GAIN_K * (1 - KEPT ** steps)) / (1 - KEPT);
