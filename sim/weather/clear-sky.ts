/** Sunlight under a cloudless sky, and what cloud makes of it. */
import { extraterrestrialNormalWPerM2, relativeAirMass } from "./sun.ts";

export interface SkyLight {
  readonly directNormalWPerM2: number;
  readonly diffuseHorizontalWPerM2: number;
}

/**
 * Light of the clear sky, from the optical depths of a place and season.
 * Source: C. A. Gueymard and D. Thevenard, Monthly average clear-sky broadband irradiance database, Solar Energy 83
 * (2009) 1998, as in the ASHRAE Handbook of Fundamentals 2009, chapter 14.
 * @param opticalDepthBeam tau_b, 0.2 (dry, high) .. 0.6 (hazy)
 * @param opticalDepthDiffuse tau_d, 1.6 (hazy) .. 2.7 (dry, high)
 */
export function clearSky(
  elevationDeg: number,
  dayOfYear: number,
  opticalDepthBeam: number,
  opticalDepthDiffuse: number,
): SkyLight {
  if (!(elevationDeg > 0)) return { directNormalWPerM2: 0, diffuseHorizontalWPerM2: 0 };
  const tauB = opticalDepthBeam;
  const tauD = opticalDepthDiffuse;
  const ab = 1.219 - 0.043 * tauB - 0.151 * tauD - 0.204 * tauB * tauD;
  const ad = 0.202 + 0.852 * tauB - 0.007 * tauD - 0.357 * tauB * tauD;
  const m = relativeAirMass(elevationDeg);
  const E0 = extraterrestrialNormalWPerM2(dayOfYear);
  return { directNormalWPerM2: E0 * Math.exp(-tauB * m ** ab), diffuseHorizontalWPerM2: E0 * Math.exp(-tauD * m ** ad) };
}

/**
 * Share of the clear sky's global light that comes through a sky with `cover` (0..1) of cloud, 1..0.25.
 * Source: F. Kasten and G. Czeplak, Solar and terrestrial radiation dependent on the amount and type of cloud, Solar
 * Energy 24 (1980) 177.
 */
export const cloudTransmission = (cover: number): number => 1 - 0.75 * cover ** 3.4;
