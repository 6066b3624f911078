/** What gives heat to a zone and takes it: radiators, convectors, floors and split units as the star engine knows them. */
import type { HeatingModel, ZoneModel } from "../building/model.ts";
import type { Heater } from "../star/description.ts";
import { engineBand } from "./thermostats.ts";

/** How much warmer than the room a radiator is at full power, K (EN 442 states 50; old oversized ones run cooler). */
const DESIGN_EXCESS_K = 40;

/** Heater of a zone, at a step of `stepS`; undefined for a zone that is neither heated nor cooled. */
export function heaterOf({ heating, cooling }: ZoneModel, stepS: number): Heater | undefined {
  if (!heating && !cooling) return undefined;
  const band = heating ? engineBand(heating, stepS) : { aboveK: 0, belowK: 0 };
  return {
    maxHeatingW: heating?.maxPowerW ?? 0,
    maxCoolingW: cooling?.maxPowerW ?? 0,
    bandAboveK: band.aboveK,
    bandBelowK: band.belowK,
    convectiveShare: heating?.convectiveShare ?? 1,
    emitter: heating && heating.emitter !== "ideal" ? bodyOf(heating) : undefined,
  };
}

function bodyOf({ maxPowerW, emitterTimeConstantS, designExcessK = DESIGN_EXCESS_K }: HeatingModel): Heater["emitter"] {
  const conductanceWPerK = maxPowerW / designExcessK;
  return { conductanceWPerK, capacityJPerK: conductanceWPerK * emitterTimeConstantS };
}
