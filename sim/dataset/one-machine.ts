/** Heater and cooler of a zone never work against each other: what is asked of both becomes one wish, and who rests leaves the other its thermostat. */
import type { BuildingModel } from "../building/model.ts";
import type { ControlName } from "../controls.ts";

type Held = Record<ControlName, Float64Array>;

/** Set-points at which nothing is ever done, °C. */
const NEVER_HEATS_C = -10;
const NEVER_COOLS_C = 60;

/** Where both powers are asked for, the greater less the other. */
export function netWishes({ heatingPowerW, coolingPowerW }: Held): void {
  for (let z = 0; z < heatingPowerW.length; z++) {
    const net = heatingPowerW[z]! - coolingPowerW[z]!;
    if (Number.isNaN(net)) continue;
    heatingPowerW[z] = Math.max(0, net);
    coolingPowerW[z] = Math.max(0, -net);
  }
}

/**
 * A power of 0 would also stop the other machine. So where a walker wants none of one machine and nobody holds the other, the first
 * is shut by its set-point, and the other's thermostat decides.
 */
export function releaseTheOther(model: BuildingModel, held: Held): void {
  const { heatingPowerW, coolingPowerW, heatingSetpointC, coolingSetpointC } = held;
  for (const [z, { heating, cooling }] of model.zones.entries()) {
    if (!heating || !cooling) continue;
    if (heatingPowerW[z] === 0 && Number.isNaN(coolingPowerW[z]!)) {
      heatingPowerW[z] = Number.NaN;
      heatingSetpointC[z] = NEVER_HEATS_C;
    } else if (coolingPowerW[z] === 0 && Number.isNaN(heatingPowerW[z]!)) {
      coolingPowerW[z] = Number.NaN;
      coolingSetpointC[z] = NEVER_COOLS_C;
    }
  }
}
