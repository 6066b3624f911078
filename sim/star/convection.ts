/** Heat that air takes from surfaces: natural convection inside and outside, and what wind adds to it. */
import { cubeRoot } from "./cube-root.ts";
import type { StarClimate } from "./description.ts";

/** Pressure for which the coefficients of natural convection are stated, Pa. */
const SEA_LEVEL_PA = 101_325;

/** Natural convection at a flat surface, `h = factor * |ΔT|^(1/3)` W/m²K, by the sign of surface less air temperature. */
export interface NaturalConvection {
  readonly colder: number;
  readonly warmer: number;
}

/**
 * Source: G. N. Walton, TARP Reference Manual, NBSIR 83-2655 (1983): 1.31 upright; 9.482/(7.283 - |cos tilt|) where the heat
 * rises freely, 1.810/(1.382 + |cos tilt|) where it is held below the surface. Thin air carries less: the Grashof number goes
 * by the square of the density, the coefficient by its cube root.
 * @param tiltDeg of the element's outward normal: 0 a roof, 90 a wall, 180 a floor
 * @param side which of its faces is meant: the inner face of a roof looks down
 */
export function naturalConvection(
  tiltDeg: number,
  side: "inside" | "outside",
  { meanPressurePa }: StarClimate,
): NaturalConvection {
  const cos = Math.cos((tiltDeg * Math.PI) / 180);
  const size = Math.abs(cos);
  const density = (meanPressurePa / SEA_LEVEL_PA) ** (2 / 3);
  if (size < 1e-6) return { colder: 1.31 * density, warmer: 1.31 * density };
  const free = (density * 9.482) / (7.283 - size);
  const held = (density * 1.81) / (1.382 + size);
  const looksDown = side === "inside" ? cos > 0 : cos < 0;
  return looksDown ? { colder: free, warmer: held } : { colder: held, warmer: free };
}

/** No surface is without any convection, W/m²K. */
export const LEAST_CONVECTION = 0.1;

/** Coefficient, W/m²K, at a surface that is `differenceK` warmer than the air. */
export const convectionAt = ({ colder, warmer }: NaturalConvection, differenceK: number): number =>
  Math.max(LEAST_CONVECTION, (differenceK < 0 ? colder : warmer) * cubeRoot(Math.abs(differenceK)));

/** How much rougher than glass a surface is (Walton 1983, table of roughness): siding, render and brick; glass. */
export const ROUGHNESS = { wall: 1.67, glass: 1 } as const;

/** Wind at a wall of a low building in open country as a share of the wind at the station's 10 m: (1.35/10)^0.14. */
const WIND_AT_WALL = 0.755;

/** Forced convection at glass, W/m²K, squared, on the sides that face the wind and on the others. */
export interface Wind {
  readonly windward2: number;
  readonly leeward2: number;
}

/**
 * Source: M. Yazdanian and J. H. Klems, Measurement of the exterior convective film coefficient for windows in low-rise
 * buildings, ASHRAE Transactions 100 (1994) 1087: 3.26 V^0.89 and 3.55 V^0.617, measured 1,370 m above the sea.
 * @param stationMPerS wind speed at the weather station's mast
 */
export function windOf(stationMPerS: number): Wind {
  const v = WIND_AT_WALL * Math.max(0, stationMPerS);
  return { windward2: (3.26 * v ** 0.89) ** 2, leeward2: (3.55 * v ** 0.617) ** 2 };
}

/** A wall faces a wind that comes from within 100 degrees of its normal; the direction of the wind is not looked at. */
const WINDWARD_SHARE = 200 / 360;

/**
 * Convection outdoors, W/m²K, where still air alone would take `natural`: natural and forced convection meet as in DOE-2
 * (`h_glass = √(h_n² + h_f²)`, `h = h_n + R_f (h_glass - h_n)`), averaged over the directions of the wind.
 * @param roughness 0 out of the wind
 */
export function withWind(natural: number, roughness: number, isRoof: boolean, { windward2, leeward2 }: Wind): number {
  if (roughness === 0) return natural;
  const toWind = Math.sqrt(natural * natural + windward2);
  const glass = isRoof ? toWind : WINDWARD_SHARE * toWind + (1 - WINDWARD_SHARE) * Math.sqrt(natural * natural + leeward2);
  return natural + roughness * (glass - natural);
}
