/** The sun over an even grid of intervals: its height at their middles, and how strong a clear beam would be. */
import { RAD_PER_DEG } from "./angle.ts";
import { relativeAirMass, sunPosition } from "./sun.ts";

export interface Place {
  /** North positive, -90..90. */
  readonly latitudeDeg: number;
  /** East positive, -180..180. */
  readonly longitudeDeg: number;
}

/** Intervals like a frame's: interval i ends at `startTs + i * stepS * 1000`. */
export interface Grid {
  readonly startTs: number;
  readonly stepS: number;
  readonly length: number;
}

export interface SunCourse extends Grid {
  /** Sine of the sun's elevation at the middle of each interval, negative below the horizon. */
  readonly sinElevation: Float64Array;
  /**
   * Direct normal irradiance under a clear sky as a share of that above the air, 0..0.7, 0 with the sun down.
   * Source: A. B. Meinel and M. P. Meinel, Applied Solar Energy (1976): 0.7 ^ (air mass ^ 0.678).
   */
  readonly clearBeam: Float64Array;
}

export function sunCourse(grid: Grid, place: Place): SunCourse {
  const sinElevation = new Float64Array(grid.length);
  const clearBeam = new Float64Array(grid.length);
  for (let i = 0; i < grid.length; i++) {
    const { elevationDeg } = sunPosition(grid.startTs + (i - 0.5) * grid.stepS * 1000, place.latitudeDeg, place.longitudeDeg);
    sinElevation[i] = Math.sin(RAD_PER_DEG * elevationDeg);
    if (elevationDeg > 0) clearBeam[i] = 0.7 ** (relativeAirMass(elevationDeg) ** 0.678);
  }
  return { ...grid, sinElevation, clearBeam };
}

/** Each interval of `grid` cut into `parts` equal ones. */
export const refine = ({ startTs, stepS, length }: Grid, parts: number): Grid => ({
  startTs: startTs - stepS * 1000 * (1 - 1 / parts),
  stepS: stepS / parts,
  length: length * parts,
});
