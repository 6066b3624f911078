/** What a window gets, step by step: light through blind, shade and glass, and the film outside; per m² of opening. */
import { type DiffuseShares, diffuseShares, sunlitShare } from "../weather/index.ts";
import type { Columns } from "./column-memory.ts";
import { ROUGHNESS } from "./convection.ts";
import type { StarClimate, StarWindow } from "./description.ts";
import type { Glazing } from "./glazing.ts";
import type { Outside } from "./outside.ts";
import { exposureOf, filmAt } from "./sol-air.ts";

/**
 * Columns of a window in their order: its outer film, W/m²K; heat that reaches a cold outer face, film times outdoor temperature
 * and the sun absorbed there, W/m²; sun absorbed at the inner face; beam and diffuse light that come in, W/m².
 */
export const WINDOW_COLUMN = { film: 0, outer: 1, inner: 2, beam: 3, diffuse: 4 } as const;
export const WINDOW_WIDTH = 5;
/** Further columns of a window with a blind: the share of light that the blind lets through, and the sun's part of `outer`, W/m². */
export const BLIND_COLUMN = { open: 5, outerSun: 6 } as const;
export const BLINDED_WIDTH = 7;

/** Even a blind that lets nothing through leaves a trace of light, so that whoever opens it knows what was behind. */
const LEAST_LIGHT = 1e-9;

/** A room as a window's outer film sees it: at 20 °C behind an inner film of 8 W/m²K. */
const ROOM_C = 20;
const ROOM_FILM = 8;
const ROUNDS = 3;

const UNSHADED: DiffuseShares = { sky: 1, ground: 1 };

const numbers = new WeakMap<Glazing, number>();
let glazings = 0;

/** The same glazing has the same number, another one another. */
function numberOf(glazing: Glazing): number {
  const known = numbers.get(glazing);
  if (known !== undefined) return known;
  numbers.set(glazing, ++glazings);
  return glazings;
}

/** The columns of a window; seven with a blind, five without. */
export function windowColumns(outside: Outside, w: StarWindow, climate: StarClimate): Columns {
  const { tiltDeg, azimuthDeg, frameShare, sunShare, shade, blind, outerFilmWPerM2K } = w;
  const key = JSON.stringify([tiltDeg, azimuthDeg, frameShare, sunShare, shade, blind, outerFilmWPerM2K, climate]);
  return outside.of(`window ${numberOf(w.glazing)} ${key}`, () => made(outside, w, climate));
}

function made(outside: Outside, w: StarWindow, climate: StarClimate): Columns {
  const { glazing, shade, blind, tiltDeg, azimuthDeg } = w;
  const { steps, sun } = outside;
  const light = outside.light(w);
  const filmAtStep = outerFilm(outside, w, climate);
  const shadedDiffuse = shade ? diffuseShares(shade, tiltDeg) : UNSHADED;
  const glass = (1 - w.frameShare) * w.sunShare;
  const columns = Array.from({ length: blind ? BLINDED_WIDTH : WINDOW_WIDTH }, () => new Float64Array(steps));
  const [film, outer, inner, beamIn, diffuseIn, openShare, outerSun] = columns;

  for (let i = 0; i < steps; i++) {
    const direct = light.direct[i]!;
    const open = blind && light.total[i]! > blind.closesAboveWPerM2 ? Math.max(LEAST_LIGHT, blind.factor) : 1;
    const sunlit =
      shade && direct > 0
        ? sunlitShare(shade, { elevationDeg: sun.elevationDeg[i]!, azimuthDeg: sun.azimuthDeg[i]! }, azimuthDeg, tiltDeg)
        : 1;
    const beam = glass * open * sunlit * direct;
    const diffuse = glass * open * (shadedDiffuse.sky * light.dome[i]! + shadedDiffuse.ground * light.ground[i]!);
    let absorbedOut = diffuse * glazing.diffuse.absorbedOut;
    let absorbedIn = diffuse * glazing.diffuse.absorbedIn;
    if (beam !== 0) {
      const through = glazing.at(Math.cos((light.incidenceDeg[i]! * Math.PI) / 180));
      absorbedOut = beam * through.absorbedOut + absorbedOut;
      absorbedIn = beam * through.absorbedIn + absorbedIn;
      beamIn![i] = beam * through.transmitted;
    }
    const now = filmAtStep(i, absorbedOut);
    film![i] = now.hWPerM2K;
    outer![i] = now.hWPerM2K * now.tempC + absorbedOut;
    inner![i] = absorbedIn;
    diffuseIn![i] = diffuse * glazing.diffuse.transmitted;
    if (!openShare || !outerSun) continue;
    openShare[i] = open;
    outerSun[i] = absorbedOut;
  }
  return columns;
}

interface FilmNow {
  hWPerM2K: number;
  tempC: number;
}

/** The outer film of step i under so much absorbed sun, W/m². The same object at each call. */
function outerFilm(outside: Outside, w: StarWindow, climate: StarClimate): (i: number, absorbedOut: number) => FilmNow {
  const { glazing, tiltDeg, outerFilmWPerM2K } = w;
  const now: FilmNow = { hWPerM2K: outerFilmWPerM2K ?? Number.NaN, tempC: Number.NaN };
  if (outerFilmWPerM2K !== undefined)
    return (i) => {
      now.tempC = outside.airC[i]!;
      return now;
    };
  const exposure = exposureOf({ tiltDeg, emissivity: glazing.emissivityOut, roughness: ROUGHNESS.glass }, climate);
  const inwards = 1 / (1 / (glazing.conductance.at0C + 10 * glazing.conductance.perK) + 1 / ROOM_FILM);
  const find = (i: number, absorbedOut: number): void => {
    const around = outside.around(i);
    let outerC = around.airC;
    for (let round = 0; round < ROUNDS; round++) {
      const film = filmAt(exposure, outerC, around);
      now.hWPerM2K = film.hWPerM2K;
      now.tempC = film.tempC;
      outerC = (film.hWPerM2K * film.tempC + absorbedOut + inwards * ROOM_C) / (film.hWPerM2K + inwards);
    }
  };
  // Without sun absorbed it does not matter where a window faces: filled in as it is needed, NaN until then.
  const [h, tempC] = outside.of(`film ${JSON.stringify([tiltDeg, glazing.emissivityOut, inwards, climate])}`, () => [
    new Float64Array(outside.steps).fill(Number.NaN),
    new Float64Array(outside.steps),
  ]);
  return (i, absorbedOut) => {
    if (absorbedOut !== 0) {
      find(i, absorbedOut);
      return now;
    }
    if (Number.isNaN(h![i]!)) {
      find(i, 0);
      h![i] = now.hWPerM2K;
      tempC![i] = now.tempC;
    }
    now.hWPerM2K = h![i]!;
    now.tempC = tempC![i]!;
    return now;
  };
}
