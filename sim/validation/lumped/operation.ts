/** How each case is run: set-points, night ventilation, gains (ANSI/ASHRAE 140, section 7). */
import { type IdealControl, thermostat } from "../../reduced/ideal-load.ts";

/** Of the 200 W inside. */
export const GAINS = { convectiveW: 80, radiativeW: 120 } as const;

const VOLUME_M3 = 129.6;
/** Air changes and flow of the fan as they would be at sea level, with the air of sea level: 0.5 1/h and 1,700 m³/h in Denver. */
const INFILTRATION_PER_H = 0.414;
const FAN_M3_PER_H = 1409;
const SEA_LEVEL_J_PER_M3K = 1.204 * 1006;

const HEAT_C = 20;
const SETBACK_C = 10;
const COOL_C = 27;
const NEVER_COOL = Number.POSITIVE_INFINITY;
const NEVER_HEAT = Number.NEGATIVE_INFINITY;

/** Hour 0 runs from midnight to one. */
const isDay = (hour: number): boolean => hour >= 7 && hour < 18;

const hasFan = (box: string): boolean => /^[69]50/.test(box);

/** Heat that the air exchange carries in an hour of the day, W/K. */
export function ventilationWPerK(box: string, hour: number): number {
  const flowM3PerH = INFILTRATION_PER_H * VOLUME_M3 + (hasFan(box) && !isDay(hour) ? FAN_M3_PER_H : 0);
  return (flowM3PerH / 3600) * SEA_LEVEL_J_PER_M3K;
}

/** Undefined for a case that floats freely. */
export function controlOf(box: string, hour: number, climbsAfterSetback: boolean): IdealControl | undefined {
  if (box.endsWith("FF")) return undefined;
  if (hasFan(box)) return thermostat(NEVER_HEAT, isDay(hour) ? COOL_C : NEVER_COOL);
  if (/^[69]40/.test(box)) return thermostat(setbackC(hour, climbsAfterSetback && box === "640"), COOL_C);
  return thermostat(HEAT_C, COOL_C);
}

function setbackC(hour: number, climbs: boolean): number {
  if (hour < 7 || hour >= 23) return SETBACK_C;
  return hour === 7 && climbs ? (SETBACK_C + HEAT_C) / 2 : HEAT_C;
}
