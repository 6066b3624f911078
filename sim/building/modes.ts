/** What a building is as a network: heat losses, capacities, and the time constants of its modes. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { type BuildingModel, bareResistanceM2KPerW, surfaceResistance } from "./model.ts";

export interface ZoneFigures {
  readonly id: string;
  /** Through walls, roofs and windows to the outdoors, with bridges, W/K. */
  readonly outdoorsWPerK: number;
  /** To soil and cellar, W/K. */
  readonly groundWPerK: number;
  /** With outdoor air that always comes in, after heat recovery, W/K. */
  readonly airWPerK: number;
  /** To other zones, W/K. */
  readonly zonesWPerK: number;
  /** Air, furniture, and all mass of its elements; half of that of walls to other zones, Wh/K. */
  readonly capacityWhPerK: number;
}

export interface Modes {
  readonly zones: readonly ZoneFigures[];
  /** Slowest first, h: how long differences take to fall to 1/e with the heating off. */
  readonly timeConstantsH: readonly number[];
  readonly nodes: number;
}

const AIR_J_PER_M3K = 1200;
/** Air and what follows it at once. */
const AIR_FACTOR = 5;
const AIR_W_PER_M3H = 0.34;
/** More nodes than this would take minutes: elements then get one node each, and beyond that no modes are reckoned. */
const MOST_NODES = 400;

/** Linear films of ISO 6946; elements cut into three parts of equal resistance and capacity. */
export function modesOf(model: BuildingModel): Modes {
  const heavy = model.elements.filter((e) => e.heatCapacityJPerM2K > 0).length;
  const slices = 3 * heavy + model.zones.length <= MOST_NODES ? 3 : 1;
  const nodes = model.zones.length + slices * heavy;
  const zones = model.zones.map((z) => figuresOf(model, z.id));
  return { zones, nodes, timeConstantsH: nodes > MOST_NODES ? [] : timeConstants(model, slices, nodes) };
}

function figuresOf(model: BuildingModel, id: string): ZoneFigures {
  const zone = model.zones.find((z) => z.id === id)!;
  const own = model.elements.filter((e) => e.zone === id);
  const ua = (to: string) => own.filter((e) => e.boundary.to === to).reduce((sum, e) => sum + e.areaM2 * e.uWPerM2K, 0);
  const beyond = model.elements.filter((e) => e.boundary.to === "zone" && e.boundary.zone === id);
  const glass = model.windows.filter((w) => w.zone === id).reduce((sum, w) => sum + w.areaM2 * w.uWPerM2K, 0);
  const links = model.airLinks.filter((l) => l.zones.includes(id)).reduce((sum, l) => sum + l.flowM3PerH * AIR_W_PER_M3H, 0);
  const massOf = (e: BuildingModel["elements"][number]) =>
    (e.areaM2 * e.heatCapacityJPerM2K) / (e.boundary.to === "zone" ? 2 : 1);
  const capacityJ =
    airCapacityJ(zone) + zone.floorAreaM2 * zone.internalMassJPerM2K + [...own, ...beyond].reduce((sum, e) => sum + massOf(e), 0);
  return {
    id,
    outdoorsWPerK: ua("outdoors") + glass + zone.thermalBridgesWPerK,
    groundWPerK: ua("ground"),
    airWPerK: airWPerK(zone),
    zonesWPerK: ua("zone") + beyond.reduce((sum, e) => sum + e.areaM2 * e.uWPerM2K, 0) + links,
    capacityWhPerK: capacityJ / 3600,
  };
}

type Zone = BuildingModel["zones"][number];
const airCapacityJ = (zone: Zone): number => AIR_FACTOR * AIR_J_PER_M3K * zone.volumeM3;
const airWPerK = ({ ventilation, infiltrationPerH, volumeM3 }: Zone): number => {
  const always = ventilation.runs === "always" ? ventilation.airChangePerH * (1 - ventilation.heatRecoveryShare) : 0;
  return (infiltrationPerH + always) * volumeM3 * AIR_W_PER_M3H;
};

/** Of C dT/dt = -G T with outdoors and ground at nought, made symmetric by the roots of C. */
function timeConstants(model: BuildingModel, slices: number, nodes: number): number[] {
  const G = Matrix.zeros(nodes, nodes);
  const C = new Float64Array(nodes);
  const index = new Map(model.zones.map((z, i) => [z.id, i]));
  /** Undefined: outdoors or ground. */
  const couple = (a: number, b: number | undefined, g: number) => {
    G.set(a, a, G.get(a, a) + g);
    if (b === undefined) return;
    G.set(b, b, G.get(b, b) + g);
    G.set(a, b, G.get(a, b) - g);
    G.set(b, a, G.get(b, a) - g);
  };
  model.zones.forEach((z, i) => {
    C[i] = airCapacityJ(z) + z.floorAreaM2 * z.internalMassJPerM2K;
    couple(i, undefined, airWPerK(z) + z.thermalBridgesWPerK);
  });
  for (const w of model.windows) couple(index.get(w.zone)!, undefined, w.areaM2 * w.uWPerM2K);
  for (const { zones, flowM3PerH } of model.airLinks)
    couple(index.get(zones[0])!, index.get(zones[1]), flowM3PerH * AIR_W_PER_M3H);
  let next = model.zones.length;
  for (const e of model.elements) {
    const room = index.get(e.zone)!;
    const beyond = e.boundary.to === "zone" ? index.get(e.boundary.zone) : undefined;
    if (e.heatCapacityJPerM2K === 0) {
      if (e.boundary.to !== "adiabatic") couple(room, beyond, e.areaM2 * e.uWPerM2K);
      continue;
    }
    const bare = bareResistanceM2KPerW(e);
    const inside = surfaceResistance(e.tiltDeg);
    let from = room;
    for (let k = 0; k < slices; k++) {
      C[next] = (e.areaM2 * e.heatCapacityJPerM2K) / slices;
      couple(from, next, e.areaM2 / (bare / slices / (k === 0 ? 2 : 1) + (k === 0 ? inside : 0)));
      from = next++;
    }
    if (e.boundary.to !== "adiabatic") couple(from, beyond, e.areaM2 / (1 / e.uWPerM2K - inside - bare + bare / slices / 2));
  }
  const scaled = Matrix.zeros(nodes, nodes);
  for (let i = 0; i < nodes; i++) for (let j = 0; j < nodes; j++) scaled.set(i, j, G.get(i, j) / Math.sqrt(C[i]! * C[j]!));
  const rates = new EigenvalueDecomposition(scaled, { assumeSymmetric: true }).realEigenvalues;
  return rates
    .filter((rate) => rate > 1e-12)
    .map((rate) => 1 / rate / 3600)
    .sort((a, b) => b - a);
}
