/** Degrees and radians: angles cross borders in degrees, formulas take radians. */

export const RAD_PER_DEG = Math.PI / 180;
export const DEG_PER_RAD = 180 / Math.PI;

/** The same angle in [0, 360). */
export const turnDeg = (angleDeg: number): number => ((angleDeg % 360) + 360) % 360;
