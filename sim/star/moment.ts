/** One moment of weather, and what it does to a wall or a window. */
import { type DiffuseShares, diffuseShares, type PlaneIrradiance, type SunPosition, sunlitShare } from "../weather/index.ts";
import { ROUGHNESS } from "./convection.ts";
import type { OuterFace, StarClimate, StarWindow } from "./description.ts";
import { exposureOf, filmAt, type Surroundings, solAirC } from "./sol-air.ts";

export interface Moment extends Surroundings {
  readonly sun: SunPosition;
}

/** Temperature of a wall's outer side from the weather and the light on its plane. */
export type SolAir = (moment: Moment, light: PlaneIrradiance) => number;

export function solAirOf(face: OuterFace, tiltDeg: number, climate: StarClimate): SolAir {
  const { absorptance, emissivity } = face;
  if (face.exposure === "fixed") {
    const { filmWPerM2K, skyWPerM2K } = face;
    return ({ airC, skyC }, light) => airC + (absorptance * light.totalWPerM2 + skyWPerM2K * (skyC - airC)) / filmWPerM2K;
  }
  const open = face.exposure === "open";
  const exposure = exposureOf({ tiltDeg, emissivity, roughness: ROUGHNESS.wall }, climate, open);
  return (moment, light) => solAirC(exposure, moment, open ? absorptance * light.totalWPerM2 : 0);
}

/** What a window gets in a moment, per m² of opening. */
export interface WindowNow {
  /** Outer film, W/m²K. */
  readonly filmWPerM2K: number;
  /** Heat that reaches a cold outer face: film times outdoor temperature, and the sun absorbed there, W/m². */
  readonly outerWPerM2: number;
  /** Sun absorbed at the inner face, W/m². */
  readonly innerWPerM2: number;
  readonly beamInWPerM2: number;
  readonly diffuseInWPerM2: number;
  /** Share of light that the blind leaves, and the sun's part of `outerWPerM2`. */
  readonly blindOpen: number;
  readonly outerSunWPerM2: number;
}

/** Even a blind that lets nothing through leaves a trace of light, so that whoever opens it knows what was behind. */
const LEAST_LIGHT = 1e-9;

/** A room as a window's outer film sees it: at 20 °C behind an inner film of 8 W/m²K. */
const ROOM_C = 20;
const ROOM_FILM = 8;
const ROUNDS = 3;

const UNSHADED: DiffuseShares = { sky: 1, ground: 1 };

/** The window's part in the weather: light through blind, shade and glass, and the film outside. */
export function windowLight(w: StarWindow, climate: StarClimate): (moment: Moment, light: PlaneIrradiance) => WindowNow {
  const { glazing, shade, blind, tiltDeg, azimuthDeg } = w;
  const exposure = exposureOf({ tiltDeg, emissivity: glazing.emissivityOut, roughness: ROUGHNESS.glass }, climate);
  const shadedDiffuse = shade ? diffuseShares(shade, tiltDeg) : UNSHADED;
  const glass = (1 - w.frameShare) * w.sunShare;
  const inwards = 1 / (1 / (glazing.conductance.at0C + 10 * glazing.conductance.perK) + 1 / ROOM_FILM);

  return (moment, light) => {
    const open = blind && light.totalWPerM2 > blind.closesAboveWPerM2 ? Math.max(LEAST_LIGHT, blind.factor) : 1;
    const sunlit =
      shade && light.beamWPerM2 + light.circumsolarWPerM2 > 0 ? sunlitShare(shade, moment.sun, azimuthDeg, tiltDeg) : 1;
    const beam = glass * open * sunlit * (light.beamWPerM2 + light.circumsolarWPerM2);
    const dome = light.diffuseWPerM2 - light.circumsolarWPerM2;
    const diffuse = glass * open * (shadedDiffuse.sky * dome + shadedDiffuse.ground * light.groundWPerM2);
    const through = glazing.at(Math.cos((light.incidenceDeg * Math.PI) / 180));
    const absorbedOut = beam * through.absorbedOut + diffuse * glazing.diffuse.absorbedOut;

    let outerC = moment.airC;
    let film = { hWPerM2K: w.outerFilmWPerM2K ?? Number.NaN, tempC: moment.airC };
    if (w.outerFilmWPerM2K === undefined)
      for (let round = 0; round < ROUNDS; round++) {
        film = filmAt(exposure, outerC, moment);
        outerC = (film.hWPerM2K * film.tempC + absorbedOut + inwards * ROOM_C) / (film.hWPerM2K + inwards);
      }
    return {
      filmWPerM2K: film.hWPerM2K,
      outerWPerM2: film.hWPerM2K * film.tempC + absorbedOut,
      innerWPerM2: beam * through.absorbedIn + diffuse * glazing.diffuse.absorbedIn,
      beamInWPerM2: beam * through.transmitted,
      diffuseInWPerM2: diffuse * glazing.diffuse.transmitted,
      blindOpen: open,
      outerSunWPerM2: absorbedOut,
    };
  };
}
