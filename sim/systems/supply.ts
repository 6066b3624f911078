/** What the building buys to make its heat. */
import type { HeatingCurve, SupplyModel } from "../building/model.ts";
import { boilerGasW } from "./boiler.ts";
import { heatPumpLimitW, heatPumpWork } from "./heat-pump.ts";
import { flowTempC } from "./heating-curve.ts";

/** Powers, W. `gasW` in terms of the net calorific value; `heatW` passes the heat meter where there is one. */
export interface Supply {
  readonly gasW: number;
  readonly heatW: number;
  /** Pump, compressor, rod and controls. */
  readonly electricW: number;
  /** Of the water that leaves the heat generator, °C; NaN where the model draws no curve. */
  readonly flowTempC: number;
  /** Heat over the electricity that makes it; NaN where none does. */
  readonly cop: number;
}

/** Circulation pump while heat flows (EN 16297 class A, small building). */
const PUMP_W = 35;

/** A condenser and an evaporator need this much more than the water and air they serve, K. */
const EXCHANGER_K = 6;

const flowOf = (curve: HeatingCurve | undefined, outdoorC: number): number => (curve ? flowTempC(curve, outdoorC) : Number.NaN);

/** Power for `heatW` of space heat at an outdoor temperature, and `hotWaterW` of hot water where the supply makes it. */
export function supplyOf(supply: SupplyModel, heatW: number, outdoorC: number, hotWaterW: number): Supply {
  const pumpW = heatW > 0 ? PUMP_W : 0;
  switch (supply.carrier) {
    case "gas":
      return {
        gasW: boilerGasW(supply, heatW + hotWaterW),
        heatW,
        electricW: pumpW,
        flowTempC: flowOf(supply.heatingCurve, outdoorC),
        cop: Number.NaN,
      };
    case "district":
      return {
        gasW: 0,
        heatW: heatW + hotWaterW,
        electricW: pumpW,
        flowTempC: flowOf(supply.heatingCurve, outdoorC),
        cop: Number.NaN,
      };
    case "heat-pump": {
      const cop = carnotShareCop(supply, outdoorC);
      return { gasW: 0, heatW, electricW: pumpW + heatW / cop, flowTempC: supply.supplyTempC, cop };
    }
    case "air-heat-pump": {
      const work = heatPumpWork(supply, outdoorC, heatW, hotWaterW);
      return {
        gasW: 0,
        heatW: heatW + hotWaterW,
        electricW: pumpW + work.electricW,
        flowTempC: work.flowC,
        cop: work.cop,
      };
    }
  }
}

/** Most space heat that the supply gives at an outdoor temperature, W; Infinity where the model sets no limit. */
export function supplyLimitW(supply: SupplyModel, outdoorC: number): number {
  switch (supply.carrier) {
    case "gas":
      return supply.boiler?.nominalPowerW ?? Number.POSITIVE_INFINITY;
    case "district":
      return supply.maxPowerW ?? Number.POSITIVE_INFINITY;
    case "heat-pump":
      return Number.POSITIVE_INFINITY;
    case "air-heat-pump":
      return heatPumpLimitW(supply, outdoorC);
  }
}

/** Hot water of a day on average, Wh; 0 where the supply makes none. */
export const hotWaterWhPerDayOf = (supply: SupplyModel): number =>
  supply.carrier === "heat-pump" ? 0 : (supply.hotWaterWhPerDay ?? 0);

/** Share of Carnot's, between 1.5 (electric back-up included) and 6.5. */
export function carnotShareCop(pump: { carnotShare: number; supplyTempC: number }, outdoorC: number): number {
  const hotK = pump.supplyTempC + 273.15 + EXCHANGER_K;
  const liftK = Math.max(15, pump.supplyTempC - outdoorC + 2 * EXCHANGER_K);
  return Math.min(6.5, Math.max(1.5, (pump.carnotShare * hotK) / liftK));
}
