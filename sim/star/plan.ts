/** A building laid out in flat arrays for the stepper: everything that does not change while time runs. */
import { unknownName } from "#domain";
import { LEAST_CONVECTION, naturalConvection } from "./convection.ts";
import type { FixedFilm, StarBuilding, StarClimate, StarZone } from "./description.ts";
import { type Face, facesOf, type Pair } from "./faces.ts";
import type { Glazing } from "./glazing.ts";
import {
  FACE,
  FACE_STATE_WIDTH,
  FACE_WIDTH,
  HALF_WIDTH,
  PAIR_WIDTH,
  WINDOW_FACE,
  WINDOW_FACE_WIDTH,
  WINDOW_STATE_WIDTH,
  ZONE,
  ZONE_STATE_WIDTH,
  ZONE_WIDTH,
} from "./layout.ts";
import { radiantFactors, STEFAN_BOLTZMANN } from "./radiation.ts";
import { type SunlitFace, sunShares } from "./sun-inside.ts";
import { type WeatherColumns, weatherColumns } from "./weather-columns.ts";

export interface Plan {
  readonly stepS: number;
  readonly zones: readonly string[];
  readonly columns: WeatherColumns;
  /** Opaque faces, zone by zone: those of zone z lie in `faceFrom[z] … faceFrom[z + 1]`. */
  readonly faces: readonly Face[];
  readonly faceFrom: Int32Array;
  readonly faceZone: Int32Array;
  readonly face: Float64Array;
  /** Weather column of each face's outer temperature, -1 where it has none; `outer` is then what stands there. */
  readonly faceColumn: Int32Array;
  readonly outer: Float64Array;
  readonly pairFace: Int32Array;
  readonly pair: Float64Array;
  readonly windowFrom: Int32Array;
  readonly window: Float64Array;
  readonly windowColumn: Int32Array;
  readonly zone: Float64Array;
  /** Air links by zone: neighbours `linkZone[linkFrom[z] … linkFrom[z + 1]]` and their conductance, W/K. */
  readonly linkFrom: Int32Array;
  readonly linkZone: Int32Array;
  readonly link: Float64Array;
  /** Where faces and windows begin in the state; zones come first. */
  readonly faceState: number;
  readonly windowState: number;
  readonly stateLength: number;
}

/** Heat capacity of a cubic metre of indoor air at 20 °C and sea level, J/m³K. */
export const AIR_J_PER_M3K = 1_206;

/** Lays out `building` for a step of `stepS` (> 0, s). Throws `unknown-name` for a zone that is not in its list. */
export function planOf(building: StarBuilding, stepS: number): Plan {
  const zones = building.zones.map((z) => z.id);
  const indexOf = (id: string): number => {
    const i = zones.indexOf(id);
    if (i < 0) throw unknownName("zone", id, zones);
    return i;
  };
  const columns = weatherColumns(building.climate);
  const { faces, pairs } = facesOf(building, stepS, columns, indexOf);
  const windows = building.windows.map((w) => ({ ...w, z: indexOf(w.zone) })).sort((a, b) => a.z - b.z);
  const glazings: Glazing[] = [...new Set(windows.map((w) => w.glazing))];

  const face = new Float64Array(faces.length * FACE_WIDTH);
  const window = new Float64Array(windows.length * WINDOW_FACE_WIDTH);
  building.zones.forEach((zone, z) => {
    const own = faces.flatMap((f, i) => (f.zone === z ? [{ f, i }] : []));
    const glass = windows.flatMap((w, i) => (w.z === z ? [{ w, i }] : []));
    const areas = [...own.map(({ f }) => f.areaM2), ...glass.map(({ w }) => w.areaM2)];
    const total = areas.reduce((a, b) => a + b, 0);
    const factors = radiantFactors([
      ...own.map(({ f }) => ({ areaM2: f.areaM2, emissivity: f.inside.emissivity })),
      ...glass.map(({ w }) => ({ areaM2: w.areaM2, emissivity: w.glazing.emissivityIn })),
    ]);
    const sun = sunShares(
      [
        ...own.map(({ f }): SunlitFace => {
          const isFloor = f.tiltDeg > 120;
          return { areaM2: f.areaM2, absorptance: f.inside.sunAbsorptance, isFloor, isWindow: false, lost: 0 };
        }),
        ...glass.map(({ w }): SunlitFace => {
          const { absorbedIn, absorbedOut, transmitted } = w.glazing.fromRoom;
          return { areaM2: w.areaM2, absorptance: absorbedIn, isFloor: false, isWindow: true, lost: transmitted + absorbedOut };
        }),
      ],
      zone.beamFalls,
    );
    const toFaces = 1 - zone.sunToAirShare;
    const common = (k: number, tiltDeg: number, film: FixedFilm | undefined) => ({
      ...(film ? fixedFilm(areas[k] ?? 0, film) : freeFilm(areas[k] ?? 0, tiltDeg, factors[k] ?? 0, building.climate)),
      beam: toFaces * (sun.beam[k] ?? 0),
      diffuse: toFaces * (sun.diffuse[k] ?? 0),
      share: (areas[k] ?? 0) / total,
    });
    own.forEach(({ f, i }, k) => {
      const { step, areaM2: A } = f;
      const [outer0 = 0, outer1 = 0] = f.kind === "half" ? step.fromOuterFlow : step.fromOuter;
      put(face, i * FACE_WIDTH, FACE, {
        ...common(k, f.tiltDeg, f.inside.film),
        weight0: A * (step.innerWeight[0] ?? 0),
        weight1: A * (step.innerWeight[1] ?? 0),
        cross: A * (f.kind === "half" ? step.flowCross : step.cross),
        decay0: step.decay[0] ?? 0,
        outer0,
        inner0: step.fromInner[0] ?? 0,
        decay1: step.decay[1] ?? 0,
        outer1,
        inner1: step.fromInner[1] ?? 0,
        self: A * step.innerSelf,
      });
    });
    glass.forEach(({ w, i }, k) => {
      put(window, i * WINDOW_FACE_WIDTH, WINDOW_FACE, {
        ...common(own.length + k, w.tiltDeg, w.film),
        area: w.areaM2,
        glassAt0C: w.glazing.conductance.at0C,
        glassPerK: w.glazing.conductance.perK,
      });
    });
  });

  const links = building.airLinks.map(({ zones: [a, b], flowM3PerH }) => ({
    a: indexOf(a),
    b: indexOf(b),
    wPerK: (flowM3PerH * AIR_J_PER_M3K) / 3600,
  }));
  const linksOf = zones.map((_, z) =>
    links.flatMap(({ a, b, wPerK }) => (a === z ? [{ z: b, wPerK }] : b === z ? [{ z: a, wPerK }] : [])),
  );
  const zone = new Float64Array(zones.length * ZONE_WIDTH);
  building.zones.forEach((z, i) => {
    const sum = (linksOf[i] ?? []).reduce((s, l) => s + l.wPerK, 0);
    put(zone, i * ZONE_WIDTH, ZONE, { ...zoneConstants(z, stepS), links: sum });
  });

  const faceState = zones.length * ZONE_STATE_WIDTH;
  const windowState = faceState + faces.length * FACE_STATE_WIDTH;
  return {
    stepS,
    zones,
    columns,
    faces,
    faceFrom: startsOf(zones.length, (z) => faces.filter((f) => f.zone === z).length),
    faceZone: Int32Array.from(faces, (f) => f.zone),
    face,
    faceColumn: Int32Array.from(faces, (f) => f.column),
    outer: Float64Array.from(faces, (f) => f.outer),
    pairFace: Int32Array.from(pairs.flatMap((p) => p.faces)),
    pair: Float64Array.from(pairs.flatMap((p) => pairConstants(p, faces))),
    windowFrom: startsOf(zones.length, (z) => windows.filter((w) => w.z === z).length),
    window,
    windowColumn: Int32Array.from(windows, (w) => columns.window(w, glazings.indexOf(w.glazing))),
    zone,
    linkFrom: startsOf(zones.length, (z) => linksOf[z]?.length ?? 0),
    linkZone: Int32Array.from(linksOf.flat(), (l) => l.z),
    link: Float64Array.from(linksOf.flat(), (l) => l.wPerK),
    faceState,
    windowState,
    stateLength: windowState + windows.length * WINDOW_STATE_WIDTH,
  };
}

/** Puts named numbers at their places. Names without a place are left out, places without a number stay 0. */
function put(into: Float64Array, at: number, places: Readonly<Record<string, number>>, values: Readonly<Record<string, number>>) {
  for (const [name, place] of Object.entries(places)) into[at + place] = values[name] ?? 0;
}

function startsOf(zones: number, count: (zone: number) => number): Int32Array {
  const starts = new Int32Array(zones + 1);
  for (let z = 0; z < zones; z++) starts[z + 1] = starts[z]! + count(z);
  return starts;
}

const fixedFilm = (areaM2: number, film: FixedFilm) => ({
  colder: 0,
  warmer: 0,
  least: areaM2 * film.convectiveWPerM2K,
  radiant: 0,
  fixedRadiant: areaM2 * film.radiantWPerM2K,
});

function freeFilm(areaM2: number, tiltDeg: number, factor: number, climate: StarClimate) {
  const natural = naturalConvection(tiltDeg, "inside", climate);
  return {
    colder: areaM2 * natural.colder,
    warmer: areaM2 * natural.warmer,
    least: areaM2 * LEAST_CONVECTION,
    radiant: 4 * STEFAN_BOLTZMANN * areaM2 * factor,
    fixedRadiant: 0,
  };
}

function zoneConstants(zone: StarZone, stepS: number): Omit<Record<keyof typeof ZONE, number>, "links"> {
  const heater = zone.heater;
  const emitter = heater?.emitter;
  const conductance = emitter?.conductanceWPerK ?? 0;
  const convective = heater?.convectiveShare ?? 1;
  const band = heater ? heater.bandAboveK + heater.bandBelowK : 0;
  return {
    capacity: (zone.volumeM3 * AIR_J_PER_M3K * zone.airCapacityFactor) / stepS,
    outdoorAir: zone.outdoorAirM3PerH,
    bridges: zone.bridgesWPerK,
    sunToAir: zone.sunToAirShare,
    maxHeating: heater?.maxHeatingW ?? 0,
    maxCooling: heater?.maxCoolingW ?? 0,
    above: heater?.bandAboveK ?? 0,
    droop: heater && band > 0 ? band / heater.maxHeatingW : 0,
    convective,
    emitter: (emitter?.capacityJPerK ?? 0) / stepS,
    emitterAir: convective * conductance,
    emitterRadiant: (1 - convective) * conductance,
    emitterInverse: emitter ? 1 / (emitter.capacityJPerK / stepS + conductance) : 0,
  };
}

function pairConstants({ faces: [a, b], conductanceWPerM2K }: Pair, faces: readonly Face[]): number[] {
  const half = (i: number): number[] => {
    const f = faces[i];
    if (!f) return Array<number>(HALF_WIDTH).fill(0);
    return [f.step.nodeWeight[0] ?? 0, f.step.nodeWeight[1] ?? 0, f.step.flowCross, f.step.flowSelf, f.areaM2];
  };
  const numbers = [conductanceWPerM2K, ...half(a), ...half(b)];
  return numbers.length === PAIR_WIDTH ? numbers : [];
}
