/** Heat that air takes from surfaces: natural convection inside, wind and natural convection outside. */
import type { StarClimate } from "./description.ts";

/** Pressure for which coefficients are stated, Pa. */
const SEA_LEVEL_PA = 101_325;

/**
 * Thin air carries less: with the density the Grashof number of natural convection goes by the square, and the Reynolds
 * number of wind straight (F. P. Incropera et al., Fundamentals of Heat and Mass Transfer, 7.2, 9.6: Nu ~ Gr^(1/3), Re^(1/2)).
 */
const naturalShare = ({ meanPressurePa }: StarClimate): number => (meanPressurePa / SEA_LEVEL_PA) ** (2 / 3);
const forcedShare = ({ meanPressurePa }: StarClimate): number => Math.sqrt(meanPressurePa / SEA_LEVEL_PA);

/** Natural convection at a flat surface, `h = factor * |ΔT|^(1/3)` W/m²K, by the sign of surface less air temperature. */
export interface NaturalConvection {
  readonly colder: number;
  readonly warmer: number;
}

/**
 * Source: G. N. Walton, TARP Reference Manual, NBSIR 83-2655 (1983): 1.31 upright; 9.482/(7.283 - |cos tilt|) where the heat
 * rises freely, 1.810/(1.382 + |cos tilt|) where it is held below the surface.
 * @param tiltDeg of the element's outward normal: 0 a roof, 90 a wall, 180 a floor
 * @param side which of its faces is meant: the inner face of a roof looks down
 */
export function naturalConvection(tiltDeg: number, side: "inside" | "outside", climate: StarClimate): NaturalConvection {
  const cos = Math.cos((tiltDeg * Math.PI) / 180);
  const size = Math.abs(cos);
  const share = naturalShare(climate);
  if (size < 1e-6) return { colder: 1.31 * share, warmer: 1.31 * share };
  const free = (share * 9.482) / (7.283 - size);
  const held = (share * 1.81) / (1.382 + size);
  const looksDown = side === "inside" ? cos > 0 : cos < 0;
  return looksDown ? { colder: free, warmer: held } : { colder: held, warmer: free };
}

/** No surface is without any convection, W/m²K. */
export const LEAST_CONVECTION = 0.1;

/** Coefficient, W/m²K, at a surface that is `differenceK` warmer than the air. */
export const convectionAt = ({ colder, warmer }: NaturalConvection, differenceK: number): number =>
  Math.max(LEAST_CONVECTION, (differenceK < 0 ? colder : warmer) * Math.cbrt(Math.abs(differenceK)));

/** How much rougher than a smooth surface (TARP, table of roughness): siding, render and brick; glass. */
export const ROUGHNESS = { wall: 1.67, glass: 1 } as const;

/** Wind at a wall of a low building in open country as a share of the wind at the station's 10 m: (1.35/10)^0.14. */
export const WIND_AT_WALL = 0.755;

/**
 * Forced convection of a square surface is this times the root of the station's wind speed (m/s), W/m²K:
 * `2.537 W_f R_f √(P v / A)` (Walton 1983; E. M. Sparrow et al. 1979), with W_f = 1 as if every side lay to windward.
 */
export const forcedFactor = (areaM2: number, roughness: number, climate: StarClimate): number =>
  forcedShare(climate) * 2.537 * roughness * Math.sqrt((4 * Math.sqrt(areaM2) * WIND_AT_WALL) / areaM2);
