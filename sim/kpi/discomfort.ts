/** How far rooms were from what they should be, and for how long. */
import { integralH, type Reading } from "./integral.ts";

/** A bound that holds all the time, or by row. */
export type Bound = number | ArrayLike<number>;

export interface ZoneComfort {
  readonly tempC: ArrayLike<number>;
  /** Left out: never too cold. */
  readonly lowerC?: Bound | undefined;
  /** Left out: never too warm. */
  readonly upperC?: Bound | undefined;
  readonly co2Ppm?: ArrayLike<number> | undefined;
  readonly co2LimitPpm?: Bound | undefined;
}

export const boundAt = (bound: Bound, i: number): number => (typeof bound === "number" ? bound : bound[i]!);

/** K h in which a zone was below its lower or above its upper bound. */
export function discomfortKh(zone: ZoneComfort, stepS: number, reading: Reading): number {
  const { tempC, lowerC = Number.NEGATIVE_INFINITY, upperC = Number.POSITIVE_INFINITY } = zone;
  const off = Float64Array.from(tempC, (t, i) => beyond(t, boundAt(lowerC, i), boundAt(upperC, i)));
  return integralH(off, stepS, reading);
}

/** Kelvin outside the band; a bound that is NaN does not hold. */
function beyond(t: number, lower: number, upper: number): number {
  if (t < lower) return lower - t;
  if (t > upper) return t - upper;
  return Number.isNaN(t) ? Number.NaN : 0;
}

/** ppm h above the limit; undefined where nothing was measured or no limit is set. */
export function badAirPpmH({ co2Ppm, co2LimitPpm }: ZoneComfort, stepS: number, reading: Reading): number | undefined {
  if (!co2Ppm || co2LimitPpm === undefined) return undefined;
  const over = Float64Array.from(co2Ppm, (c, i) => Math.max(0, c - boundAt(co2LimitPpm, i)));
  return integralH(over, stepS, reading);
}
