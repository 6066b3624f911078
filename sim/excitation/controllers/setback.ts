/** Set-points by the clock: a day value, and at night, or while the zone is empty, some kelvin less. */
import type { Random } from "#domain";

export interface SetbackSchedule {
  readonly dayC: number;
  /** How much lower the night is, K; 0 for none. */
  readonly setbackK: number;
  /** Local hours, 0..24, between which the day value holds; the other way round when `fromHour` is the later one. */
  readonly fromHour: number;
  readonly toHour: number;
}

/** Set-point at a local hour of the day, 0 <= hour < 24, °C. */
export function setpointAt({ dayC, setbackK, fromHour, toHour }: SetbackSchedule, hour: number): number {
  const isDay = fromHour <= toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
  return isDay ? dayC : dayC - setbackK;
}

/**
 * A schedule as BuilDa's random schedule controller draws it: day 20..24 °C in steps of 0.5 K, and in 70 % of buildings a
 * set-back of 0.5..4 K. The hours are ours: the day begins at 5..8 and ends at 20..23.5, in half hours.
 */
export function drawSetback(random: Random): SetbackSchedule {
  const dayC = 20 + 0.5 * random.below(9);
  const hasSetback = random.uniform() < 0.7;
  const setbackK = 0.5 * (1 + random.below(8));
  const fromHour = 5 + 0.5 * random.below(7);
  const toHour = 20 + 0.5 * random.below(8);
  return { dayC, setbackK: hasSetback ? setbackK : 0, fromHour, toHour };
}
