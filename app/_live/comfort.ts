/** How a zone is doing: what it should have, how far off it is, and whether that can be known at all. */
import type { Device, PointState } from "#domain";
import { isStale } from "./clock.ts";

/** Comfort band where no set-point says otherwise: EN 16798-1 category II, office, 20 to 26 °C. */
export const COMFORT_LOW_C = 20;
export const COMFORT_HIGH_C = 26;
/** Thermostats swing by about this much around their set-point; less is not worth a word. */
const TOLERANCE_K = 0.5;
/** From here on a zone is out of its band. */
const OUT_K = 1.5;

export interface Band {
  readonly lowC: number;
  readonly highC: number;
}

/** From worst to best. `drifting`: a little off; `silent` values are too old to be judged. */
export const LEVELS = ["out", "offline", "no-data", "stale", "drifting", "in-band"] as const;
export type Level = (typeof LEVELS)[number];

export interface ZoneStatus {
  readonly level: Level;
  /** Signed distance from the band, K: negative below it, 0 inside it or unknown. */
  readonly deviationK: number;
  readonly band: Band;
}

/** The points of a zone that say how it is doing, each the one to show of its signal. */
export interface ZonePoints {
  readonly airTemp: PointState | undefined;
  readonly heatingSetpoint: PointState | undefined;
  readonly coolingSetpoint: PointState | undefined;
}

/** Set-points where there are some, the comfort band elsewhere. A heating set-point above 26 °C lifts the upper limit with it. */
export function bandOf({ heatingSetpoint, coolingSetpoint }: ZonePoints): Band {
  const lowC = heatingSetpoint?.value ?? COMFORT_LOW_C;
  return { lowC, highC: Math.max(lowC, coolingSetpoint?.value ?? COMFORT_HIGH_C) };
}

/** `nowTs`: building time; `device`: the one behind the air temperature. */
export function statusOf(points: ZonePoints, device: Device | undefined, nowTs: number): ZoneStatus {
  const band = bandOf(points);
  const { airTemp } = points;
  if (!airTemp) return { level: "no-data", deviationK: 0, band };
  if (device?.availability === "offline") return { level: "offline", deviationK: 0, band };
  if (isStale(airTemp, nowTs)) return { level: "stale", deviationK: 0, band };
  const { value } = airTemp;
  const deviationK = value < band.lowC ? value - band.lowC : value > band.highC ? value - band.highC : 0;
  const size = Math.abs(deviationK);
  return { level: size >= OUT_K ? "out" : size >= TOLERANCE_K ? "drifting" : "in-band", deviationK, band };
}

/** Worst first. Deviations count in half kelvins, so that tiles do not change places with every reading. */
export function compareStatus(a: ZoneStatus, b: ZoneStatus): number {
  const byLevel = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  return byLevel !== 0 ? byLevel : Math.round(2 * Math.abs(b.deviationK)) - Math.round(2 * Math.abs(a.deviationK));
}

export const isSilent = (level: Level): boolean => level === "offline" || level === "no-data" || level === "stale";
export const isOut = (level: Level): boolean => level === "out" || level === "drifting";
