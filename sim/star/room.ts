/** The surfaces of one zone and what binds them: films, long-wave exchange, and where sun and radiant heat go. */
import type { FACE, WINDOW } from "./arrays.ts";
import { LEAST_CONVECTION, naturalConvection } from "./convection.ts";
import type { FixedFilm, StarClimate, StarWindow, StarZone } from "./description.ts";
import type { Face } from "./faces.ts";
import { radiantFactors, STEFAN_BOLTZMANN } from "./radiation.ts";
import { type SunlitFace, sunShares } from "./sun-inside.ts";

type Row<Names extends readonly string[]> = Readonly<Record<Names[number], number>>;

export interface Room {
  readonly faces: readonly Row<typeof FACE>[];
  readonly windows: readonly Row<typeof WINDOW>[];
}

export function roomOf(zone: StarZone, faces: readonly Face[], windows: readonly StarWindow[], climate: StarClimate): Room {
  const surfaces = [
    ...faces.map(({ areaM2, tiltDeg, inside }) => ({ areaM2, tiltDeg, emissivity: inside.emissivity, film: inside.film })),
    ...windows.map(({ areaM2, tiltDeg, glazing, film }) => ({ areaM2, tiltDeg, emissivity: glazing.emissivityIn, film })),
  ];
  const total = surfaces.reduce((sum, s) => sum + s.areaM2, 0);
  const factors = radiantFactors(surfaces);
  const sun = sunShares([...faces.map(sunlitFace), ...windows.map(sunlitWindow)], zone.beamFalls);
  const onSurfaces = 1 - zone.sunToAirShare;
  const common = surfaces.map(({ areaM2, tiltDeg, film }, i) => ({
    ...(film ? fixedFilm(areaM2, film) : freeFilm(areaM2, tiltDeg, factors[i] ?? 0, climate)),
    beam: onSurfaces * (sun.beam[i] ?? 0),
    diffuse: onSurfaces * (sun.diffuse[i] ?? 0),
    share: areaM2 / total,
  }));
  return {
    faces: faces.flatMap((face, i) => (common[i] ? [{ ...common[i], ...wallRow(face) }] : [])),
    windows: windows.flatMap(({ areaM2, glazing }, i) => {
      const own = common[faces.length + i];
      const { at0C, perK } = glazing.conductance;
      return own ? [{ ...own, areaM2, glassAt0C: at0C, glassPerK: perK }] : [];
    }),
  };
}

function wallRow({ step, areaM2, kind }: Face) {
  const [fromOuter0 = 0, fromOuter1 = 0] = kind === "half" ? step.fromOuterFlow : step.fromOuter;
  const [weight0 = 0, weight1 = 0] = step.innerWeight;
  const [decay0 = 0, decay1 = 0] = step.decay;
  const [fromInner0 = 0, fromInner1 = 0] = step.fromInner;
  return {
    self: areaM2 * step.innerSelf,
    cross: areaM2 * (kind === "half" ? step.flowCross : step.cross),
    weight0: areaM2 * weight0,
    weight1: areaM2 * weight1,
    decay0,
    fromOuter0,
    fromInner0,
    decay1,
    fromOuter1,
    fromInner1,
  };
}

const sunlitFace = ({ areaM2, inside, tiltDeg }: Face): SunlitFace => ({
  areaM2,
  absorptance: inside.sunAbsorptance,
  isFloor: tiltDeg > 120,
  isWindow: false,
  lost: 0,
});

/** Of the light that comes back to a window the inner pane keeps a part; the rest of what it does not reflect is gone. */
const sunlitWindow = ({ areaM2, glazing }: StarWindow): SunlitFace => ({
  areaM2,
  absorptance: glazing.fromRoom.absorbedIn,
  isFloor: false,
  isWindow: true,
  lost: glazing.fromRoom.transmitted + glazing.fromRoom.absorbedOut,
});

const fixedFilm = (areaM2: number, film: FixedFilm) => ({
  colder: 0,
  warmer: 0,
  least: areaM2 * film.convectiveWPerM2K,
  radiantFactor: 0,
  radiantFixed: areaM2 * film.radiantWPerM2K,
});

function freeFilm(areaM2: number, tiltDeg: number, factor: number, climate: StarClimate) {
  const natural = naturalConvection(tiltDeg, "inside", climate);
  return {
    colder: areaM2 * natural.colder,
    warmer: areaM2 * natural.warmer,
    least: areaM2 * LEAST_CONVECTION,
    radiantFactor: 4 * STEFAN_BOLTZMANN * areaM2 * factor,
    radiantFixed: 0,
  };
}
