/** How a building lies in the kernel's memory: one record a zone, face, window and half of a partition. */
import { type Code, f64, f64x2, get, i32, type Local } from "./assembler.ts";

const BYTES = 8;
/** Pairs of numbers that are taken together lie on even places. */
const ALIGNMENT = 16;

/** Places of named numbers in a record, and its length in bytes. Each takes eight bytes, pointers too. */
export interface Layout<Name extends string> {
  readonly names: readonly Name[];
  readonly bytes: number;
  readonly offset: (name: Name) => number;
}

export function layoutOf<const Names extends readonly string[]>(names: Names): Layout<Names[number]> {
  const places = new Map(names.map((name, i) => [name as string, i * BYTES]));
  const bytes = Math.ceil((names.length * BYTES) / ALIGNMENT) * ALIGNMENT;
  return { names, bytes, offset: (name) => places.get(name) ?? 0 };
}

/** Reads and writes of the record to which a local points. */
export function recordAt<Name extends string>(pointer: Local, layout: Layout<Name>) {
  return {
    read: (name: Name): Code => f64.load(get(pointer), layout.offset(name)),
    write: (name: Name, value: Code): Code => f64.store(get(pointer), value, layout.offset(name)),
    /** The number called `name` and the one behind it. */
    readPair: (name: Name): Code => f64x2.load(get(pointer), layout.offset(name)),
    writePair: (name: Name, value: Code): Code => f64x2.store(get(pointer), value, layout.offset(name)),
    pointer: (name: Name): Code => i32.load(get(pointer), layout.offset(name)),
    writePointer: (name: Name, value: Code): Code => i32.store(get(pointer), value, layout.offset(name)),
    /** Where a number lies. */
    address: (name: Name): Code => i32.sum(get(pointer), i32.const(layout.offset(name))),
  };
}

/** An opaque face as every step needs it. Pairs: films over D, and all that belongs to its two modes. */
export const FACE_RECORD = layoutOf([
  "hcD",
  "hrD",
  "weight0",
  "weight1",
  "mode0",
  "mode1",
  "decay0",
  "decay1",
  "fromOuter0",
  "fromOuter1",
  "fromInner0",
  "fromInner1",
  "outer",
  "cross",
  "beam",
  "diffuse",
  "r",
  "inverseD",
  "share",
  "surface",
]);

/** What a face needs when its films are renewed: kept apart, so that the other steps do not carry it through the cache. */
export const FACE_FILM_RECORD = layoutOf(["face", "self", "least", "colder", "warmer", "radiantFactor", "radiantFixed"]);

/** A window; its inner face has the place of a face's surface. */
export const WINDOW_RECORD = layoutOf([
  "hcD",
  "hrD",
  "hc",
  "hr",
  "column",
  "outer",
  "areaM2",
  "glassAt0C",
  "glassPerK",
  "glass",
  "perInner",
  "atZero",
  "inner",
  "beam",
  "diffuse",
  "r",
  "inverseD",
  "share",
  "least",
  "colder",
  "warmer",
  "radiantFactor",
  "radiantFixed",
]);

/** A zone. Pairs belong to its air and to its radiant node. */
export const ZONE_RECORD = layoutOf([
  "air",
  "radiant",
  "sumAir",
  "sumRadiant",
  "shareAir",
  "shareRadiant",
  "emitterAir",
  "emitterRadiant",
  "beamW",
  "diffuseW",
  "floorAir",
  "floorRadiant",
  "between",
  "emitterC",
  "powerW",
  "capacity",
  "outdoorAirM3PerH",
  "bridges",
  "sunToAir",
  "maxHeatingW",
  "maxCoolingW",
  "aboveK",
  "droopKPerW",
  "convectiveShare",
  "emitter",
  "emitterFactor",
  "emitterPower",
  "inFloor",
  "emitterInverse",
  "links",
  "freeC",
  "perLinkW",
  "perHeaterW",
  "heating",
  "cooling",
  "radiantC",
  "radiantPerK",
  "radiantPerW",
  // Pointers: first record and end of its faces, windows and links, and its acts of the step.
  "faceFrom",
  "faceEnd",
  "filmFrom",
  "filmEnd",
  "windowFrom",
  "windowEnd",
  "linkFrom",
  "linkEnd",
  "floorFrom",
  "floorEnd",
  "act",
]);

/**
 * A partition between faces a and b. `Mode`, `Air` … are what the temperature of the inmost capacity of a half takes of the
 * modes of its wall, of its room's two nodes and of its sun while films stand; `inverse` is 1 over all resistance between.
 */
export const PARTITION_RECORD = layoutOf([
  "aMode0",
  "aMode1",
  "aAir",
  "aRadiant",
  "aBeam",
  "aDiffuse",
  "bMode0",
  "bMode1",
  "bAir",
  "bRadiant",
  "bBeam",
  "bDiffuse",
  "inverse",
  "aFace",
  "aZone",
  "bFace",
  "bZone",
  // What the building gives: see `HALF` in `../arrays.ts`.
  "resistance",
  "aNode0",
  "aNode1",
  "aCross",
  "aSelf",
  "aAreaM2",
  "bCross",
  "bNode0",
  "bNode1",
  "bSelf",
  "bAreaM2",
]);

/** A face whose outer side is a column of the weather. */
export const OUTSIDE_RECORD = layoutOf(["face", "column"]);

/** A heated floor: its face, and what a W of its zone's heater does in it. The pair are its two modes. */
export const FLOOR_RECORD = layoutOf(["rise0", "rise1", "toRoom", "face"]);

/** A neighbour through air: where its air temperature lies, and the conductance. */
export const LINK_RECORD = layoutOf(["wPerK", "air"]);

type Shared = Extract<(typeof FACE_RECORD.names)[number], (typeof WINDOW_RECORD.names)[number]>;

/** What faces and windows have in common. */
export interface SurfaceRecord {
  read(name: Shared): Code;
  readPair(name: Shared): Code;
}

/** What films take from faces and windows. */
export interface FilmRecord {
  read(name: "least" | "colder" | "warmer" | "radiantFactor" | "radiantFixed"): Code;
}
