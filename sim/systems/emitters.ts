/** What gives heat to a zone and takes it: radiators, convectors, floors and split units as the star engine knows them. */
import type { HeatingModel, ZoneModel } from "../building/model.ts";
import type { Heater } from "../star/description.ts";
import { engineBand } from "./thermostats.ts";

/** How much warmer than the room a radiator is at full power, K (EN 442 states 50; old oversized ones run cooler). */
const DESIGN_EXCESS_K = 40;

/** Heat goes by this power of the excess temperature: EN 442 tests give 1.3 for radiators and 1.4 for convectors. */
const EXPONENT = { linear: 1, radiator: 1.3, convector: 1.4 } as const;

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
    emitter: heating && emitterOf(heating),
    inFloor: heating?.emitter === "floor",
  };
}

function emitterOf(heating: HeatingModel): Heater["emitter"] {
  const { emitter = "linear", maxPowerW, emitterTimeConstantS, designExcessK = DESIGN_EXCESS_K } = heating;
  if (emitter === "ideal" || emitter === "floor") return undefined;
  const conductanceWPerK = maxPowerW / designExcessK;
  return {
    conductanceWPerK,
    capacityJPerK: conductanceWPerK * emitterTimeConstantS,
    exponent: EXPONENT[emitter],
    excessK: designExcessK,
  };
}
