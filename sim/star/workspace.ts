/** The arrays that a stepper writes while it works: state, films, and what elimination leaves of each face and zone. */
import type { Plan } from "./plan.ts";

/** What elimination leaves of a zone for the rest of the step; see `stepper.ts` for the equations. */
export const SOLVED = {
  /** Air without a heater and without air links, °C, and its rise per W of links and per W of heater. */
  freeC: 0,
  perLinkW: 1,
  perHeaterW: 2,
  /** Radiant node: `radiantC + perAir T + perPower Q`. */
  radiantC: 3,
  perAir: 4,
  perPower: 5,
} as const;
export const SOLVED_WIDTH = 6;

/** Sums over the surfaces of a zone whose films hold for several steps. */
export const SUM = {
  /** Of hc - hc²/D, hc hr/D and hr - hr²/D. */
  air: 0,
  cross: 1,
  radiant: 2,
  /** Of hc/D and hr/D times the surface's share of all area. */
  shareAir: 3,
  shareRadiant: 4,
} as const;
export const SUM_WIDTH = 5;

/** Of a face: hc/D, hr/D, 1/D and R. */
export const ELIMINATED_WIDTH = 4;

/** Of a window: the same, then how much of its inner temperature the outer face follows, and where it would be at 0 °C inside. */
export const GLASS_WIDTH = 6;

export interface Workspace {
  /** Zones, faces and windows one after the other; see `layout.ts`. */
  readonly state: Float64Array;
  /** Heater power of each zone in the last step, W. */
  readonly powerW: Float64Array;
  /** Film coefficients of the last step by face and by window, to the air and to the radiant node, W/K. */
  readonly faceFilms: Float64Array;
  readonly windowFilms: Float64Array;
  /** Outer side of each face in the last step: °C, or W/m² for the halves of partitions. */
  readonly outer: Float64Array;
  readonly faces: Float64Array;
  readonly windows: Float64Array;
  readonly sums: Float64Array;
  readonly solved: Float64Array;
  /** Sun that came into each zone, W. */
  readonly beamW: Float64Array;
  readonly diffuseW: Float64Array;
}

/** A workspace full of zeros. */
export function workspaceOf(plan: Plan): Workspace {
  const zones = plan.zones.length;
  const faces = plan.faces.length;
  const windows = plan.windowColumn.length;
  return {
    state: new Float64Array(plan.stateLength),
    powerW: new Float64Array(zones),
    faceFilms: new Float64Array(2 * faces),
    windowFilms: new Float64Array(2 * windows),
    outer: plan.outer.slice(),
    faces: new Float64Array(ELIMINATED_WIDTH * faces),
    windows: new Float64Array(GLASS_WIDTH * windows),
    sums: new Float64Array(SUM_WIDTH * zones),
    solved: new Float64Array(SOLVED_WIDTH * zones),
    beamW: new Float64Array(zones),
    diffuseW: new Float64Array(zones),
  };
}
