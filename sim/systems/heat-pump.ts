/** An air-source heat pump by generic coefficients of measured machines, with a heating rod. */

import type { SupplyModel } from "../building/model.ts";
import { flowTempC } from "./heating-curve.ts";

export type AirHeatPump = Extract<SupplyModel, { carrier: "air-heat-pump" }>;

/**
 * `p1 θ_in + p2 θ_out + p3 + p4 θ_amb`, °C, with θ_in = θ_amb the outdoor and θ_out the flow temperature.
 *
 * Source: hplib, generic air/water pumps of groups 1 (regulated) and 4 (on-off), fitted to the heat pump keymark's list; data
 * CC BY 4.0 (RE-Lab-Projects/hplib). p1 and p4 nearly cancel, so all digits are kept. The median error of a fitted machine's
 * COP is 11 %; a generic one says what pumps do on average.
 */
const GENERIC = {
  regulated: { cop: [39.02601572280401, -0.0923657172743911, 7.293124571348239, -38.773032516720505] },
  "on-off": { cop: [39.57443144442313, -0.0626901085506294, 5.7889021477579545, -39.47841130516772] },
} as const;

/** Heat of the generic on-off pump. The regulated one's row follows the load of the test, not what the pump could give. */
const HEAT = [91.6531480305118, -0.0053768365598544, 1.5048641887930598, -91.61191636678] as const;

/** Where the rated heat is stated, °C. */
const RATED_OUTDOOR_C = -7;

/** A regulated pump goes down to this share of its heat; below it switches on and off (hplib: 25 % of the power at -7 °C). */
const LEAST_SHARE = 0.25;

/** Hot water is made at this temperature when the model does not say. */
const HOT_WATER_C = 50;

const fitted = ([p1, p2, p3, p4]: readonly [number, number, number, number], outdoorC: number, flowC: number): number =>
  p1 * outdoorC + p2 * flowC + p3 + p4 * outdoorC;

/** What no machine between these temperatures can pass. */
export const carnotCop = (outdoorC: number, flowC: number): number => (flowC + 273.15) / Math.max(1, flowC - outdoorC);

/** Heat over electricity; 1 and less mean that the rod alone is better. Never above Carnot's. */
export function heatPumpCop(kind: AirHeatPump["kind"], outdoorC: number, flowC: number): number {
  return Math.min(carnotCop(outdoorC, flowC), fitted(GENERIC[kind].cop, outdoorC, flowC));
}

/** Most heat of the pump without its rod, W. */
export function heatPumpHeatW({ thermalPowerW, heatingCurve }: AirHeatPump, outdoorC: number, flowC: number): number {
  return (thermalPowerW * Math.max(0, fitted(HEAT, outdoorC, flowC))) / fitted(HEAT, RATED_OUTDOOR_C, heatingCurve.designFlowC);
}

/** How an hour's heat comes about; powers are means, W. */
export interface HeatPumpWork {
  readonly electricW: number;
  readonly rodW: number;
  /** Heat over electricity, rod and all; NaN when idle. */
  readonly cop: number;
  readonly flowC: number;
  /** Share of time that the compressor runs. */
  readonly runningShare: number;
  /** What could not be delivered: pump and rod at their limit. */
  readonly missingW: number;
}

/** Space heat first, then hot water, from the pump as long as it lasts and from the rod for the rest. */
export function heatPumpWork(pump: AirHeatPump, outdoorC: number, spaceW: number, hotWaterW: number): HeatPumpWork {
  const flowC = flowTempC(pump.heatingCurve, outdoorC);
  const part = (heatW: number, atC: number, timeLeft: number) => {
    const cop = heatPumpCop(pump.kind, outdoorC, atC);
    const capacityW = cop > 1 ? heatPumpHeatW(pump, outdoorC, atC) : 0;
    const pumpW = Math.min(heatW, timeLeft * capacityW);
    return {
      pumpW,
      electricW: pumpW > 0 ? pumpW / cop : 0,
      time: capacityW > 0 ? pumpW / capacityW : 0,
      least: pump.kind === "regulated" ? LEAST_SHARE : 1,
      missingW: heatW - pumpW,
    };
  };
  const space = part(spaceW, flowC, 1);
  const water = part(hotWaterW, pump.hotWaterC ?? HOT_WATER_C, 1 - space.time);
  const wanted = space.missingW + water.missingW;
  const rodW = Math.min(rodHeatsRooms(pump, outdoorC) ? wanted : water.missingW, pump.rodPowerW);
  const electricW = space.electricW + water.electricW + rodW;
  const heatW = space.pumpW + water.pumpW + rodW;
  return {
    electricW,
    rodW,
    cop: electricW > 0 ? heatW / electricW : Number.NaN,
    flowC,
    runningShare: Math.min(1, (space.time + water.time) / space.least),
    missingW: wanted - rodW,
  };
}

/** Most space heat of pump and rod together at an outdoor temperature, W. */
export function heatPumpLimitW(pump: AirHeatPump, outdoorC: number): number {
  const flowC = flowTempC(pump.heatingCurve, outdoorC);
  const own = heatPumpCop(pump.kind, outdoorC, flowC) > 1 ? heatPumpHeatW(pump, outdoorC, flowC) : 0;
  return own + (rodHeatsRooms(pump, outdoorC) ? pump.rodPowerW : 0);
}

/** Below its bivalence temperature, or where the pump's COP is no better than the rod's. */
const rodHeatsRooms = ({ rodBelowC = Number.POSITIVE_INFINITY, kind, heatingCurve }: AirHeatPump, outdoorC: number): boolean =>
  outdoorC < rodBelowC || heatPumpCop(kind, outdoorC, flowTempC(heatingCurve, outdoorC)) <= 1;
