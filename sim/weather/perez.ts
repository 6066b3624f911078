/** How bright the sky around the sun and at the horizon is: the anisotropy of diffuse light after Perez et al. 1990. */
import { RAD_PER_DEG } from "./angle.ts";
import { extraterrestrialNormalWPerM2, relativeAirMass } from "./sun.ts";

/** Upper bounds of the sky's clearness, epsilon; above the last one the sky is of class 8. */
const CLEARNESS_BOUNDS = [1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2] as const;

/** f11, f12, f13, f21, f22, f23 by class of clearness, flat: 6 numbers a class. */
const COEFFICIENTS = Float64Array.of(
  ...[-0.008, 0.588, -0.062, -0.06, 0.072, -0.022],
  ...[0.13, 0.683, -0.151, -0.019, 0.066, -0.029],
  ...[0.33, 0.487, -0.221, 0.055, -0.064, -0.026],
  ...[0.568, 0.187, -0.295, 0.109, -0.152, -0.014],
  ...[0.873, -0.392, -0.362, 0.226, -0.462, 0.001],
  ...[1.132, -1.237, -0.412, 0.288, -0.823, 0.056],
  ...[1.06, -1.6, -0.359, 0.264, -1.127, 0.131],
  ...[0.678, -0.327, -0.25, 0.156, -1.377, 0.251],
);

export interface SkyAnisotropy {
  /** F1: share of the diffuse light that comes from around the sun, >= 0. */
  readonly circumsolar: number;
  /** F2: brightness of the horizon relative to the diffuse light, may be negative under a dull sky. */
  readonly horizon: number;
}

/** A sky of even brightness. */
export const ISOTROPIC: SkyAnisotropy = { circumsolar: 0, horizon: 0 };

/**
 * Anisotropy of the sky from its direct and diffuse light. Without diffuse light, or with the sun below the horizon,
 * the sky counts as isotropic: the model was fitted to skies with the sun up.
 *
 * Source: R. Perez, P. Ineichen, R. Seals, J. Michalsky, R. Stewart, Modeling daylight availability and irradiance
 * components from direct and global irradiance, Solar Energy 44 (1990) 271-289: equations 1, 2, 9, table 6.
 */
export function skyAnisotropy(
  directNormalWPerM2: number,
  diffuseHorizontalWPerM2: number,
  elevationDeg: number,
  dayOfYear: number,
): SkyAnisotropy {
  if (!(diffuseHorizontalWPerM2 > 0) || !(elevationDeg > 0)) return ISOTROPIC;
  const z = RAD_PER_DEG * (90 - elevationDeg);
  const kappaZ3 = 1.041 * z * z * z;
  const epsilon = (1 + directNormalWPerM2 / diffuseHorizontalWPerM2 + kappaZ3) / (1 + kappaZ3);
  const delta = (diffuseHorizontalWPerM2 * relativeAirMass(elevationDeg)) / extraterrestrialNormalWPerM2(dayOfYear);
  let row = 0;
  for (const bound of CLEARNESS_BOUNDS) if (epsilon > bound) row++;
  const f = (column: number) => COEFFICIENTS[row * 6 + column] ?? Number.NaN;
  return {
    circumsolar: Math.max(0, f(0) + f(1) * delta + f(2) * z),
    horizon: f(3) + f(4) * delta + f(5) * z,
  };
}
