/** What a building file may leave out or say once, filled in: records of zones, constructions by name, U-values from layers. */
import { totalOf } from "../../star/layer.ts";
import { constructionOfLayers, layersSchema } from "../layers.ts";
import { R_SURFACE, surfaceResistance } from "../model.ts";
import type { Fault } from "./fault.ts";

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export interface Expanded {
  readonly model: unknown;
  readonly faults: readonly Fault[];
}

/** Fills in; what is of a wrong kind stays as it is, for the check of the model to find. */
export function expand(file: Tree): Expanded {
  const { constructions, ...rest } = file;
  const faults: Fault[] = [];
  const named = isTree(constructions) ? constructions : {};
  if (constructions !== undefined && !isTree(constructions))
    faults.push({ path: ["constructions"], message: "must be a table of constructions by name" });
  const zones = listOf(rest.zones);
  const elements = listOf(rest.elements).map((e, i) => (isTree(e) ? elementOf(e, i, named, faults) : e));
  const building = isTree(rest.building)
    ? {
        origin: "simulated",
        actuation: false,
        ...rest.building,
        zones: rest.building.zones ?? zones.flatMap((z) => (isTree(z) ? [recordOf(z)] : [])),
      }
    : rest.building;
  const model = {
    source: "a building file that names no source",
    windows: [],
    airLinks: [],
    heatingLimitC: 15,
    supply: { carrier: "district" },
    ...rest,
    building,
    zones: Array.isArray(rest.zones) ? zones.map((z) => (isTree(z) ? zoneOf(z) : z)) : rest.zones,
    elements: Array.isArray(rest.elements) ? elements : rest.elements === undefined ? [] : rest.elements,
  };
  return { model, faults };
}

/** `name` of a zone belongs to its record, not to its physics. */
const recordOf = (zone: Tree): Tree => ({ id: zone.id, name: zone.name ?? zone.id, floorAreaM2: zone.floorAreaM2 });

const NEVER = Array<number>(24).fill(0);
const NOBODY = {
  persons: 0,
  presence: { workday: NEVER, weekend: NEVER },
  applianceBaseW: 0,
  appliancePeakW: 0,
  appliances: { workday: NEVER, weekend: NEVER },
  moistureGPerH: 0,
};

function zoneOf({ name: _, ...zone }: Tree): Tree {
  return {
    internalMassJPerM2K: 60_000,
    thermalBridgesWPerK: 0,
    infiltrationPerH: 0,
    ventilation: { airChangePerH: 0, heatRecoveryShare: 0, runs: "always" },
    openWindowPerH: 0,
    ...zone,
    gains: isTree(zone.gains) ? { ...NOBODY, ...zone.gains } : (zone.gains ?? NOBODY),
  };
}

function elementOf(element: Tree, i: number, named: Tree, faults: Fault[]): Tree {
  const { construction, ...own } = element;
  let filled = own;
  if (construction !== undefined) {
    const found = typeof construction === "string" ? named[construction] : undefined;
    if (isTree(found)) filled = { ...found, ...own };
    else
      faults.push({
        path: ["elements", i, "construction"],
        message: `there is no construction '${String(construction)}'; there are: ${Object.keys(named).join(", ") || "none"}`,
      });
  }
  const outer = { solarAbsorptance: 0.6, massPosition: "distributed", azimuthDeg: 0, ...filled };
  const layers = layersSchema.safeParse(filled.layers);
  if (!layers.success) return outer;
  const { resistanceM2KPerW, capacityJPerM2K } = totalOf(constructionOfLayers(layers.data));
  return { uWPerM2K: 1 / (resistanceM2KPerW + filmsOf(filled)), heatCapacityJPerM2K: capacityJPerM2K, ...outer };
}

/** Surface resistances of ISO 6946 on both sides, m²K/W. */
function filmsOf({ tiltDeg, boundary }: Tree): number {
  const inside = surfaceResistance(typeof tiltDeg === "number" ? tiltDeg : 90);
  const to = isTree(boundary) ? boundary.to : undefined;
  return inside + (to === "outdoors" ? R_SURFACE.outside : to === "zone" ? inside : 0);
}
