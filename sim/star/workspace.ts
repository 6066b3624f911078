/** What a stepper writes while it works: state, films, and what elimination leaves of each face and zone. */
import { blankColumns, type Columns, FACE_STATE, type StarState, WINDOW_STATE, ZONE_STATE } from "./arrays.ts";
import type { Plan } from "./plan.ts";

/** A surface without its temperature: film conductances over D, 1/D, and R, in `Ts = R/D + hc/D T + hr/D Tr`. */
const ELIMINATED = ["hc", "hr", "hcD", "hrD", "inverseD", "r"] as const;
/** A window's glass, W/m²K, and its outer face: `outer = atZero + perInner inner`. */
const GLASS = [...ELIMINATED, "glass", "perInner", "atZero"] as const;

/** Sums over the surfaces of a zone. */
const SUMS = [
  /** Of hc - hc²/D, hc hr/D and hr - hr²/D. */
  "air",
  "between",
  "radiant",
  /** Of hc/D and hr/D times the surface's share of all area. */
  "shareAir",
  "shareRadiant",
  /** What a W in heated floors brings to the two balances. */
  "floorAir",
  "floorRadiant",
] as const;

/** Conductances of emitters to air and to the radiant node, W/K, and 1 over their sum with the capacity; 0: none. */
const EMITTER = ["air", "radiant", "inverse"] as const;

/** What elimination leaves of a zone. */
const SOLVED = [
  /** Air without heater and links, °C; its rise per W from links and per W of the heater. */
  "freeC",
  "perLinkW",
  "perHeaterW",
  /** Radiant node: `radiantC + radiantPerK T + radiantPerW Q`. */
  "radiantC",
  "radiantPerK",
  "radiantPerW",
] as const;

export interface Workspace extends StarState {
  /** Heater power of each zone in the last step, W. */
  readonly powerW: Float64Array;
  /** Outer side of each face in the last step: °C, or W/m² into the halves of partitions. */
  readonly outer: Float64Array;
  /** Sun that came into each zone in the last step, W. */
  readonly beamW: Float64Array;
  readonly diffuseW: Float64Array;
  readonly faces: Columns<(typeof ELIMINATED)[number]>;
  readonly windows: Columns<(typeof GLASS)[number]>;
  readonly emitters: Columns<(typeof EMITTER)[number]>;
  readonly sums: Columns<(typeof SUMS)[number]>;
  readonly solved: Columns<(typeof SOLVED)[number]>;
}

/** A workspace full of zeros. */
export function workspaceOf(plan: Plan): Workspace {
  const zones = plan.zones.length;
  const faces = plan.faces.length;
  const windows = plan.windowColumn.length;
  return {
    zone: blankColumns(ZONE_STATE, zones),
    face: blankColumns(FACE_STATE, faces),
    window: blankColumns(WINDOW_STATE, windows),
    powerW: new Float64Array(zones),
    outer: plan.outer.slice(),
    beamW: new Float64Array(zones),
    diffuseW: new Float64Array(zones),
    faces: blankColumns(ELIMINATED, faces),
    windows: blankColumns(GLASS, windows),
    emitters: blankColumns(EMITTER, zones),
    sums: blankColumns(SUMS, zones),
    solved: blankColumns(SOLVED, zones),
  };
}
