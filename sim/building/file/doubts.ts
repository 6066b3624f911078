/** What may be right and usually is not: the doubts that a building file raises. */
import { type BuildingModel, bareResistanceM2KPerW, layersFault } from "../model.ts";
import type { Fault } from "./fault.ts";

const HEIGHT_M = [1.8, 8] as const;
const DESIGN_K = 32;
const AIR_WH_PER_M3K = 0.34;

/** Faults that a model must not have beyond its names: what contradicts physics. */
export function physicsFaults(model: BuildingModel): Fault[] {
  return model.elements.flatMap((e, i): Fault[] => {
    if (bareResistanceM2KPerW(e) <= 0)
      return [
        {
          path: ["elements", i, "uWPerM2K"],
          message: `${e.uWPerM2K} W/m²K leaves no resistance between its surfaces; with their films the largest U is ${largestU(e).toPrecision(3)}`,
        },
      ];
    const wrong = layersFault(e);
    return wrong ? [{ path: ["elements", i, "layers"], message: wrong }] : [];
  });
}

const largestU = (e: BuildingModel["elements"][number]): number => 1 / (1 / e.uWPerM2K - bareResistanceM2KPerW(e));

export const doubtsOf = (model: BuildingModel): Fault[] => model.zones.flatMap((_, i) => zoneDoubts(model, i));

function zoneDoubts(model: BuildingModel, i: number): Fault[] {
  const zone = model.zones[i];
  if (!zone) return [];
  const doubts: Fault[] = [];
  const height = zone.volumeM3 / zone.floorAreaM2;
  if (height < HEIGHT_M[0] || height > HEIGHT_M[1])
    doubts.push({
      path: ["zones", i, "volumeM3"],
      message: `makes rooms ${height.toFixed(1)} m high on ${zone.floorAreaM2} m² of floor`,
    });
  const glass = model.windows.filter((w) => w.zone === zone.id).reduce((sum, w) => sum + w.areaM2, 0);
  if (glass > 2 * zone.floorAreaM2)
    doubts.push({
      path: ["zones", i, "floorAreaM2"],
      message: `is ${zone.floorAreaM2} m², with ${glass.toFixed(0)} m² of windows`,
    });
  const needW = DESIGN_K * lossWPerK(model, zone.id);
  if (zone.heating && zone.heating.maxPowerW < needW)
    doubts.push({
      path: ["zones", i, "heating", "maxPowerW"],
      message: `is ${zone.heating.maxPowerW} W, and the zone loses ${needW.toFixed(0)} W at ${DESIGN_K} K: it will be cold in winter`,
    });
  return doubts;
}

/** To the outdoors and the ground, W/K. */
function lossWPerK(model: BuildingModel, id: string): number {
  const zone = model.zones.find((z) => z.id === id);
  if (!zone) return 0;
  const { ventilation } = zone;
  const air = zone.infiltrationPerH + ventilation.airChangePerH * (1 - ventilation.heatRecoveryShare);
  const opaque = model.elements
    .filter((e) => e.zone === id && e.boundary.to === "outdoors")
    .reduce((sum, e) => sum + e.areaM2 * e.uWPerM2K, 0);
  const glass = model.windows.filter((w) => w.zone === id).reduce((sum, w) => sum + w.areaM2 * w.uWPerM2K, 0);
  return opaque + glass + zone.thermalBridgesWPerK + air * zone.volumeM3 * AIR_WH_PER_M3K;
}
