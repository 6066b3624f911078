/** The sol-air temperature: what a surface outdoors would come to if nothing flowed through it. */
import { convectionAt, type NaturalConvection, naturalConvection, type Wind, windOf, withWind } from "./convection.ts";
import type { StarClimate } from "./description.ts";
import { STEFAN_BOLTZMANN, ZERO_C_K } from "./radiation.ts";

/** What a surface sees and feels outdoors. */
export interface Exposure {
  readonly natural: NaturalConvection;
  /** 0 out of the wind. */
  readonly roughness: number;
  readonly isRoof: boolean;
  /** Emissivity times view, of the sky and of everything that is as warm as the air. */
  readonly toSky: number;
  readonly toAir: number;
}

/**
 * The sky that a tilted surface sees is only colder than the air by the part β = √Fs of its view
 * (G. N. Walton, NBSIR 83-2655; EnergyPlus Engineering Reference, external longwave radiation).
 */
export function exposureOf(
  surface: { readonly tiltDeg: number; readonly emissivity: number; readonly roughness: number },
  climate: StarClimate,
  open = true,
): Exposure {
  const { tiltDeg, emissivity, roughness } = surface;
  const view = open ? (1 + Math.cos((tiltDeg * Math.PI) / 180)) / 2 : 0;
  const sky = view * Math.sqrt(view);
  return {
    natural: naturalConvection(tiltDeg, "outside", climate),
    roughness: open ? roughness : 0,
    isRoof: tiltDeg < 60,
    toSky: emissivity * sky,
    toAir: emissivity * (1 - sky),
  };
}

/** Long-wave conductance between two black temperatures (°C), W/m²K. */
const longWave = (a: number, b: number): number => {
  const [ak, bk] = [a + ZERO_C_K, b + ZERO_C_K];
  return STEFAN_BOLTZMANN * (ak * ak + bk * bk) * (ak + bk);
};

/** Air, sky and wind around a surface. */
export interface Surroundings {
  readonly airC: number;
  readonly skyC: number;
  readonly wind: Wind;
}

export interface Film {
  /** Convection and radiation together, W/m²K. */
  readonly hWPerM2K: number;
  /** The one temperature outdoors that exchanges as much with the surface as air and sky do, °C. */
  readonly tempC: number;
}

/** The outer film of a surface at `surfaceC`. */
export function filmAt(e: Exposure, surfaceC: number, { airC, skyC, wind }: Surroundings): Film {
  const convection = withWind(convectionAt(e.natural, surfaceC - airC), e.roughness, e.isRoof, wind);
  const toAir = convection + e.toAir * longWave(surfaceC, airC);
  const toSky = e.toSky * longWave(surfaceC, skyC);
  return { hWPerM2K: toAir + toSky, tempC: (toAir * airC + toSky * skyC) / (toAir + toSky) };
}

/** Convergence is by a third a round at worst: films follow the cube root of a difference. */
const ROUNDS = 4;

/** Sol-air temperature, °C, under `absorbedWPerM2` of sun. A function of this moment alone. */
export function solAirC(e: Exposure, around: Surroundings, absorbedWPerM2: number): number {
  let surfaceC = around.airC + absorbedWPerM2 / 15;
  for (let round = 0; round < ROUNDS; round++) {
    const film = filmAt(e, surfaceC, around);
    surfaceC = film.tempC + absorbedWPerM2 / film.hWPerM2K;
  }
  return surfaceC;
}

/** The constant film with which a wall meets its sol-air temperature, m²K/W: mean wind, 4 K from the air, 10 °C. */
export function meanFilmM2KPerW(e: Exposure, { meanWindMPerS }: StarClimate): number {
  const natural = (convectionAt(e.natural, -4) + convectionAt(e.natural, 4)) / 2;
  return 1 / (withWind(natural, e.roughness, e.isRoof, windOf(meanWindMPerS)) + (e.toSky + e.toAir) * longWave(10, 10));
}
