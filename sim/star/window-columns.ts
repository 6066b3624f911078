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
export function numberOf(glazing: Glazing): number {
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
  const shadedDiffuse = shade ? diffuseShares(shade, tiltDeg) : UNSHADED;
  const glass = (1 - w.frameShare) * w.sunShare;
  const blank = () => new Float64Array(steps);
  const [inner, beamIn, diffuseIn, openShare] = [blank(), blank(), blank(), blind && blank()];
  // Glazings known by U and g alone take up no sun outside.
  const takesUp = glazing.diffuse.absorbedOut !== 0 || glazing.at(1).absorbedOut !== 0;
  const outerSun = takesUp || blind ? blank() : undefined;

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
      beamIn[i] = beam * through.transmitted;
    }
    inner[i] = absorbedIn;
    diffuseIn[i] = diffuse * glazing.diffuse.transmitted;
    if (openShare) openShare[i] = open;
    if (outerSun) outerSun[i] = absorbedOut;
  }
  const [film, outer] = outerFilm(outside, w, climate, takesUp ? outerSun : undefined);
  const columns = [film, outer, inner, beamIn, diffuseIn];
  return openShare && outerSun ? [...columns, openShare, outerSun] : columns;
}

/** The outer film, W/m²K, and the heat that it and the sun absorbed there (W/m², none where left out) bring to a cold face. */
function outerFilm(
  outside: Outside,
  w: StarWindow,
  climate: StarClimate,
  sunW?: Float64Array,
): readonly [Float64Array, Float64Array] {
  const { glazing, tiltDeg, outerFilmWPerM2K } = w;
  const { steps, airC } = outside;
  const exposure = exposureOf({ tiltDeg, emissivity: glazing.emissivityOut, roughness: ROUGHNESS.glass }, climate);
  const inwards = 1 / (1 / (glazing.conductance.at0C + 10 * glazing.conductance.perK) + 1 / ROOM_FILM);
  const under = (sun: Float64Array | undefined): readonly [Float64Array, Float64Array] => {
    const [film, outer] = [new Float64Array(steps), new Float64Array(steps)];
    for (let i = 0; i < steps; i++) {
      const absorbed = sun ? sun[i]! : 0;
      if (outerFilmWPerM2K !== undefined) {
        film[i] = outerFilmWPerM2K;
        outer[i] = outerFilmWPerM2K * airC[i]! + absorbed;
        continue;
      }
      const around = outside.around(i);
      let now = filmAt(exposure, around.airC, around);
      for (let round = 1; round < ROUNDS; round++) {
        const outerC = (now.hWPerM2K * now.tempC + absorbed + inwards * ROOM_C) / (now.hWPerM2K + inwards);
        now = filmAt(exposure, outerC, around);
      }
      film[i] = now.hWPerM2K;
      outer[i] = now.hWPerM2K * now.tempC + absorbed;
    }
    return [film, outer];
  };
  if (sunW) return under(sunW);
  // Without sun taken up it does not matter where a window faces.
  const key = `film ${JSON.stringify([tiltDeg, glazing.emissivityOut, inwards, outerFilmWPerM2K, climate])}`;
  const [film, outer] = outside.of(key, () => under(undefined));
  return [film!, outer!];
}
