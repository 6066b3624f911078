/** Where each number lies in the flat arrays of a plan: constants, state and what acts on a step. */

/** Of an opaque face, with the area in it. `weight`, `outer`, `inner` and `decay` belong to its two modes. */
export const FACE = {
  weight0: 0,
  weight1: 1,
  cross: 2,
  beam: 3,
  diffuse: 4,
  decay0: 5,
  outer0: 6,
  inner0: 7,
  decay1: 8,
  outer1: 9,
  inner1: 10,
  self: 11,
  colder: 12,
  warmer: 13,
  least: 14,
  radiant: 15,
  fixedRadiant: 16,
  /** Of the area of all surfaces of the zone. */
  share: 17,
} as const;
export const FACE_WIDTH = 18;

/** Of a window, with the area in it. */
export const WINDOW_FACE = {
  area: 0,
  beam: 1,
  diffuse: 2,
  colder: 3,
  warmer: 4,
  least: 5,
  radiant: 6,
  fixedRadiant: 7,
  share: 8,
  glassAt0C: 9,
  glassPerK: 10,
} as const;
export const WINDOW_FACE_WIDTH = 11;

/** Of a zone. */
export const ZONE = {
  /** Heat capacity of the air over the step, W/K. */
  capacity: 0,
  outdoorAir: 1,
  bridges: 2,
  sunToAir: 3,
  maxHeating: 4,
  maxCooling: 5,
  /** How far above its set-point heating ends, K, and the K of droop per W. */
  above: 6,
  droop: 7,
  convective: 8,
  /** Of the emitter: capacity over the step, conductance to air and to the radiant node, W/K; 1 over their sum. */
  emitter: 9,
  emitterAir: 10,
  emitterRadiant: 11,
  emitterInverse: 12,
  /** Sum of the conductances of its air links, W/K. */
  links: 13,
} as const;
export const ZONE_WIDTH = 14;

/** Of the two halves of a partition, per m²: conductance between them, then five numbers a half. */
export const PAIR = { conductance: 0, half: 1 } as const;
export const HALF = { node0: 0, node1: 1, cross: 2, self: 3, area: 4 } as const;
export const HALF_WIDTH = 5;
export const PAIR_WIDTH = 1 + 2 * HALF_WIDTH;

/** State of a zone (air, radiant node, emitter), of a face (surface and modes) and of a window (inner, outer face). */
export const ZONE_STATE = { air: 0, radiant: 1, emitter: 2 } as const;
export const ZONE_STATE_WIDTH = 3;
export const FACE_STATE = { surface: 0, mode0: 1, mode1: 2 } as const;
export const FACE_STATE_WIDTH = 3;
export const WINDOW_STATE = { inner: 0, outer: 1 } as const;
export const WINDOW_STATE_WIDTH = 2;

/** What acts on a zone during a step. A set-point of NaN asks for nothing; a power of NaN leaves it to the set-points. */
export const ACT = {
  convectiveW: 0,
  radiantW: 1,
  /** Outdoor air beyond the constant exchange. */
  outdoorAirM3PerH: 2,
  heatingSetpointC: 3,
  coolingSetpointC: 4,
  forcedW: 5,
} as const;
export const ACT_WIDTH = 6;
