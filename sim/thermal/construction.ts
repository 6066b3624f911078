/** Layers that have the U-value and the heat capacity of an element, and its mass where the model says that it lies. */
import { constructionOfLayers } from "../building/layers.ts";
import { bareResistanceM2KPerW, type ElementModel } from "../building/model.ts";
import type { Construction, Layer } from "../star/layer.ts";

/** Of a wall with its mass on one side: the heavy part's share of all resistance, and of all heat capacity. */
const HEAVY = { resistance: 0.12, capacity: 0.96 } as const;

/** From the outer face to the inner one. */
export function constructionOf(e: ElementModel): Construction {
  if (e.layers) return constructionOfLayers(e.layers);
  const resistanceM2KPerW = bareResistanceM2KPerW(e);
  const capacityJPerM2K = e.heatCapacityJPerM2K;
  const whole: Layer = { resistanceM2KPerW, capacityJPerM2K };
  if (capacityJPerM2K === 0 || e.boundary.to === "zone" || e.massPosition === "distributed") return [whole];
  const heavy: Layer = {
    resistanceM2KPerW: HEAVY.resistance * resistanceM2KPerW,
    capacityJPerM2K: HEAVY.capacity * capacityJPerM2K,
  };
  const light: Layer = {
    resistanceM2KPerW: resistanceM2KPerW - heavy.resistanceM2KPerW,
    capacityJPerM2K: capacityJPerM2K - heavy.capacityJPerM2K,
  };
  return e.massPosition === "inside" ? [light, heavy] : [heavy, light];
}

/** Furniture and light partitions show this many times the floor to the room. */
const FURNITURE_PER_FLOOR = 2;
/** Half of a board of wood or plaster, 2 cm deep, which is warmed from one side: W/mK over m. */
const FURNITURE_RESISTANCE = 0.02 / 0.2;

/** Area and construction of what stands in a room. */
export function furnitureOf(floorAreaM2: number, massJPerM2K: number): { areaM2: number; construction: Construction } {
  return {
    areaM2: FURNITURE_PER_FLOOR * floorAreaM2,
    construction: [{ resistanceM2KPerW: FURNITURE_RESISTANCE, capacityJPerM2K: massJPerM2K / FURNITURE_PER_FLOOR }],
  };
}
