/** What the building buys to make its heat. */
import type { BuildingModel } from "./building/model.ts";

/** Powers, W. `gasW` in terms of the calorific value; `heatW` passes the heat meter where there is one. */
export interface Supply {
  readonly gasW: number;
  readonly heatW: number;
  /** Pump, compressor and controls. */
  readonly electricW: number;
}

/** Circulation pump while heat flows (EN 16297 class A, small building). */
const PUMP_W = 35;

/** A condenser and an evaporator need this much more than the water and air they serve, K. */
const EXCHANGER_K = 6;

/** Power for `heatW` of space heat at an outdoor temperature, and `hotWaterW` of hot water where the boiler makes it. */
export function supplyOf(supply: BuildingModel["supply"], heatW: number, outdoorC: number, hotWaterW: number): Supply {
  const pumpW = heatW > 0 ? PUMP_W : 0;
  switch (supply.carrier) {
    case "gas":
      return { gasW: (heatW + hotWaterW) / supply.efficiency, heatW, electricW: pumpW };
    case "district":
      return { gasW: 0, heatW, electricW: pumpW };
    case "heat-pump":
      return { gasW: 0, heatW, electricW: pumpW + heatW / heatPumpCop(supply, outdoorC) };
  }
}

/** Share of Carnot's, between 1.5 (electric back-up included) and 6.5. */
export function heatPumpCop(pump: { carnotShare: number; supplyTempC: number }, outdoorC: number): number {
  const hotK = pump.supplyTempC + 273.15 + EXCHANGER_K;
  const liftK = Math.max(15, pump.supplyTempC - outdoorC + 2 * EXCHANGER_K);
  return Math.min(6.5, Math.max(1.5, (pump.carnotShare * hotK) / liftK));
}
