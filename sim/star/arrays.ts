/** Columns of numbers, one a quantity: what a plan knows of its zones, faces, windows and partitions, and what stepping changes. */

export type Columns<Name extends string> = Readonly<Record<Name, Float64Array>>;

/** Columns of zeros. */
export function blankColumns<Name extends string>(names: readonly Name[], length: number): Columns<Name> {
  return Object.fromEntries(names.map((name) => [name, new Float64Array(length)])) as Record<Name, Float64Array>;
}

/** Columns from one record a row. */
export function columnsOf<Name extends string>(
  names: readonly Name[],
  rows: readonly Readonly<Record<Name, number>>[],
): Columns<Name> {
  const columns = blankColumns(names, rows.length);
  for (const [i, row] of rows.entries()) for (const name of names) columns[name][i] = row[name];
  return columns;
}

/** How a surface meets its room; W/K where nothing else is said, with its area in it. */
const FILM = [
  /** Natural convection is this times the cube root of the difference, by its sign, and no less than `least`. */
  "colder",
  "warmer",
  "least",
  /** Long-wave exchange is `radiantFixed` and this times the third power of the mean temperature in kelvin. */
  "radiantFactor",
  "radiantFixed",
  /** Shares of beam and diffuse sun that end here, and of the area of all surfaces of the zone. */
  "beam",
  "diffuse",
  "share",
] as const;

/** Of an opaque face. Its wall takes `self Ts - cross outer - weight0 x0 - weight1 x1` W from the surface. */
export const FACE = [
  ...FILM,
  "self",
  "cross",
  "weight0",
  "weight1",
  /** Modes: `x' = decay x + fromOuter outer + fromInner Ts`. */
  "decay0",
  "fromOuter0",
  "fromInner0",
  "decay1",
  "fromOuter1",
  "fromInner1",
] as const;
export type FaceColumns = Columns<(typeof FACE)[number]>;

/** Of a window; its glass conducts `glassAt0C + glassPerK t` W/m²K. */
export const WINDOW = [...FILM, "areaM2", "glassAt0C", "glassPerK"] as const;
export type WindowColumns = Columns<(typeof WINDOW)[number]>;

export const ZONE = [
  /** Heat capacity of the air over the step, W/K. */
  "capacity",
  "outdoorAirM3PerH",
  "bridges",
  "sunToAir",
  "maxHeatingW",
  "maxCoolingW",
  /** How far above its set-point heating ends, K, and the droop, K/W. */
  "aboveK",
  "droopKPerW",
  "convectiveShare",
  /** Of the emitter: capacity over the step, W/K; conductance `factor * excess^power`, W/K. A factor of 0: none. */
  "emitter",
  "emitterFactor",
  "emitterPower",
  /** 1 where the heater warms the floor, else 0. */
  "inFloor",
  /** Sum of its air links, W/K. */
  "links",
] as const;
export type ZoneColumns = Columns<(typeof ZONE)[number]>;

/** Of half a partition, per m². Its inmost capacity lies at `node0 x0 + node1 x1 + cross Ts + self flow` over a step. */
export const HALF = ["node0", "node1", "cross", "self", "areaM2"] as const;
export type HalfColumns = Columns<(typeof HALF)[number]>;

/**
 * Of a heated floor, per W of its zone's heater: what leaves its inner face and its outer one within the step, W, and what its
 * modes rise by.
 */
export const FLOOR = ["toRoom", "toOutside", "rise0", "rise1"] as const;
export type FloorColumns = Columns<(typeof FLOOR)[number]>;

/** State, °C (modes in their own measure): of zones, of faces and of windows. */
export const ZONE_STATE = ["air", "radiant", "emitter"] as const;
export const FACE_STATE = ["surface", "mode0", "mode1"] as const;
export const WINDOW_STATE = ["inner", "outer"] as const;

export interface StarState {
  readonly zone: Columns<(typeof ZONE_STATE)[number]>;
  readonly face: Columns<(typeof FACE_STATE)[number]>;
  readonly window: Columns<(typeof WINDOW_STATE)[number]>;
}

/** What acts on the zones during a step. A set-point of NaN asks for nothing; a power of NaN leaves it to the set-points. */
export const ACT = {
  convectiveW: 0,
  radiantW: 1,
  /** Outdoor air beyond the constant exchange. */
  outdoorAirM3PerH: 2,
  heatingSetpointC: 3,
  coolingSetpointC: 4,
  forcedW: 5,
  /** Where `leastC` < `mostC`, a forced power gives way so far, and no further, that the air stays between them. */
  leastC: 6,
  mostC: 7,
} as const;
export const ACT_WIDTH = 8;
