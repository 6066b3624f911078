/** How far each control of a building may be moved: what is installed, and what people bear. */
import { ZonecastError } from "#domain";
import type { BuildingModel } from "../building/model.ts";
import type { ControlName } from "../controls.ts";

/** Set-point ranges of excitation: see `docs/excitation.md`. */
const FIXED: Readonly<Partial<Record<ControlName, readonly [number, number]>>> = {
  valvePct: [0, 100],
  heatingSetpointC: [15, 24],
  coolingSetpointC: [22, 30],
  ventilationPerH: [0, 5],
  windowOpenShare: [0, 1],
  blindClosedShare: [0, 1],
};
/** Heat of people and devices, W per m² of floor. */
const MOST_GAINS_W_PER_M2 = 20;

/** The range of a control of a zone, in its own unit. Throws `bad-input` where the zone lacks what it moves. */
export function actionRange(model: BuildingModel, zoneId: string, control: ControlName): { min: number; max: number } {
  const fixed = FIXED[control];
  if (fixed) return { min: fixed[0], max: fixed[1] };
  const zone = model.zones.find((z) => z.id === zoneId);
  const max =
    control === "heatingPowerW"
      ? zone?.heating?.maxPowerW
      : control === "coolingPowerW"
        ? zone?.cooling?.maxPowerW
        : MOST_GAINS_W_PER_M2 * (zone?.floorAreaM2 ?? Number.NaN);
  if (!(max !== undefined && max >= 0))
    throw new ZonecastError("bad-input", `zone '${zoneId}' has nothing that ${control} moves`);
  return { min: 0, max };
}
