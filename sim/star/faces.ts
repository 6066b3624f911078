/** The opaque faces of a building, zone by zone: each element gives one, a wall between two zones gives one to either. */
import { ROUGHNESS } from "./convection.ts";
import type { InnerFace, StarBuilding, StarClimate, StarElement } from "./description.ts";
import { fitChain } from "./fit-chain.ts";
import { halvesOf } from "./partition.ts";
import { exposureOf, meanFilmM2KPerW } from "./sol-air.ts";
import { type WallStep, wallStep } from "./wall-step.ts";
import type { WeatherColumns } from "./weather-columns.ts";

export interface Face {
  readonly element: string;
  readonly zone: number;
  readonly areaM2: number;
  /** Of the normal that points out of the face's own zone. */
  readonly tiltDeg: number;
  readonly inside: InnerFace;
  readonly step: WallStep;
  /** Whether its outer side is a temperature, or the heat flow from the other half of a partition. */
  readonly kind: "whole" | "half";
  /** Weather column of the outer temperature; -1: `outer` stands there for good. */
  readonly column: number;
  readonly outer: number;
}

/** Two faces of one partition. */
export interface Pair {
  readonly faces: readonly [number, number];
  readonly conductanceWPerM2K: number;
}

/** @param indexOf a zone's index by its id; throws for one that there is not */
export function facesOf(
  building: StarBuilding,
  stepS: number,
  columns: WeatherColumns,
  indexOf: (zone: string) => number,
): { faces: readonly Face[]; pairs: readonly Pair[] } {
  const made: { face: Face; pair: number }[] = [];
  const conductances: number[] = [];
  for (const e of building.elements) {
    const zone = indexOf(e.zone);
    const common = { element: e.id, areaM2: e.areaM2, tiltDeg: e.tiltDeg, inside: e.inside };
    if (e.boundary.to !== "zone") {
      const { step, column, outer } = wholeWall(e, building.climate, stepS, columns);
      made.push({ face: { ...common, zone, step, kind: "whole", column, outer }, pair: -1 });
      continue;
    }
    const halves = halvesOf(e.construction);
    const pair = conductances.push(halves.conductanceWPerM2K) - 1;
    const half = { ...common, kind: "half", column: -1, outer: 0 } as const;
    made.push({ face: { ...half, zone, step: wallStep(halves.own, stepS, Number.POSITIVE_INFINITY) }, pair });
    made.push({
      face: {
        ...half,
        zone: indexOf(e.boundary.zone),
        tiltDeg: 180 - e.tiltDeg,
        step: wallStep(halves.other, stepS, Number.POSITIVE_INFINITY),
      },
      pair,
    });
  }
  made.sort((a, b) => a.face.zone - b.face.zone);
  const pairs = conductances.map((conductanceWPerM2K, p): Pair => {
    const [a = 0, b = 0] = made.flatMap((m, i) => (m.pair === p ? [i] : []));
    return { faces: [a, b], conductanceWPerM2K };
  });
  return { faces: made.map((m) => m.face), pairs };
}

function wholeWall(
  e: StarElement,
  climate: StarClimate,
  stepS: number,
  columns: WeatherColumns,
): { step: WallStep; column: number; outer: number } {
  const { tiltDeg } = e;
  const chain = fitChain(e.construction);
  switch (e.boundary.to) {
    case "outdoors": {
      const { face } = e.boundary;
      const column = columns.wall(face, e);
      if (face.exposure === "fixed") return { step: wallStep(chain, stepS, 1 / face.filmWPerM2K), column, outer: 0 };
      const open = face.exposure === "open";
      const exposure = exposureOf({ tiltDeg, emissivity: face.emissivity, roughness: ROUGHNESS.wall }, climate, open);
      return { step: wallStep(chain, stepS, meanFilmM2KPerW(exposure, climate)), column, outer: 0 };
    }
    case "ground":
      return { step: wallStep(chain, stepS, 0), column: -1, outer: e.boundary.tempC };
    default:
      return { step: wallStep(chain, stepS, Number.POSITIVE_INFINITY), column: -1, outer: 0 };
  }
}
