/** The heat balance of a step, worked out anew from what the stepper left behind: what does not add up is a fault. */
import { ACT, ACT_WIDTH, type StarState } from "./arrays.ts";
import type { Plan } from "./plan.ts";
import { OUTDOOR_COLUMN, WINDOW_COLUMN } from "./weather-columns.ts";
import type { Workspace } from "./workspace.ts";

/** Mean heat flows over a step by zone, W. */
export interface ZoneBalance {
  /** Heater, people and devices, and all sun that panes and rooms take up. */
  readonly gainW: Float64Array;
  /** Through the envelope, with outdoor air, and to other zones. */
  readonly lossW: Float64Array;
  /** Into air, walls and emitters. */
  readonly storedW: Float64Array;
  /** gain - loss - stored: rounding and nothing else. */
  readonly residualW: Float64Array;
}

/** A copy of what a balance must know of the moment before a step. */
export const snapshot = ({ zone, face }: StarState) => ({
  air: zone.air.slice(),
  emitter: zone.emitter.slice(),
  mode0: face.mode0.slice(),
  mode1: face.mode1.slice(),
});
export type Snapshot = ReturnType<typeof snapshot>;

/** Renews a copy in place. */
export function takeSnapshot(into: Snapshot, { zone, face }: StarState): void {
  into.air.set(zone.air);
  into.emitter.set(zone.emitter);
  into.mode0.set(face.mode0);
  into.mode1.set(face.mode1);
}

/**
 * The balance of the last step of `work`, in which the weather of `row` (its first entry) and the acts from `act` on held.
 * Stored heat comes from the capacities, losses from the outer sides: neither knows how the stepper solved the rooms.
 */
export function balanceOf(
  plan: Plan,
  before: Snapshot,
  work: Workspace,
  weather: Float64Array,
  row: number,
  acts: Float64Array,
  act: number,
): ZoneBalance {
  const zones = plan.zones.length;
  const gainW = new Float64Array(zones);
  const lossW = new Float64Array(zones);
  const storedW = new Float64Array(zones);
  const outdoorC = weather[row + OUTDOOR_COLUMN]!;
  for (let z = 0; z < zones; z++) {
    const at = act + z * ACT_WIDTH;
    const air = work.zone.air[z]!;
    const outdoorM3PerH = plan.zone.outdoorAirM3PerH[z]! + acts[at + ACT.outdoorAirM3PerH]!;
    gainW[z] = work.powerW[z]! + acts[at + ACT.convectiveW]! + acts[at + ACT.radiantW]!;
    lossW[z] = (plan.airWPerK * outdoorM3PerH + plan.zone.bridges[z]!) * (air - outdoorC);
    for (let l = plan.linkFrom[z]!; l < plan.linkFrom[z + 1]!; l++)
      lossW[z]! += plan.linkWPerK[l]! * (air - work.zone.air[plan.linkZone[l]!]!);
    storedW[z] =
      plan.zone.capacity[z]! * (air - before.air[z]!) + plan.zone.emitter[z]! * (work.zone.emitter[z]! - before.emitter[z]!);
    addWindows(z);
  }
  plan.faces.forEach(({ zone, areaM2, step, kind }, f) => {
    const energy = (x0: number, x1: number) => (step.energy[0] ?? 0) * x0 + (step.energy[1] ?? 0) * x1;
    const now = energy(work.face.mode0[f]!, work.face.mode1[f]!);
    const then = energy(before.mode0[f]!, before.mode1[f]!);
    storedW[zone]! += (areaM2 * (now - then)) / plan.stepS;
    const outer = work.outer[f]!;
    if (kind === "half") {
      lossW[zone]! -= areaM2 * outer;
      return;
    }
    const remembered = (step.outerWeight[0] ?? 0) * before.mode0[f]! + (step.outerWeight[1] ?? 0) * before.mode1[f]!;
    lossW[zone]! -= areaM2 * (step.outerSelf * outer - step.cross * work.face.surface[f]! - remembered);
  });

  /** Sun that comes in and stays, and heat that passes the outer film. */
  function addWindows(z: number): void {
    const sunOf = (beamShare: number, diffuseShare: number) => beamShare * work.beamW[z]! + diffuseShare * work.diffuseW[z]!;
    gainW[z]! += sunOf(plan.zone.sunToAir[z]!, plan.zone.sunToAir[z]!);
    for (let f = plan.faceFrom[z]!; f < plan.faceFrom[z + 1]!; f++) gainW[z]! += sunOf(plan.face.beam[f]!, plan.face.diffuse[f]!);
    for (let w = plan.windowFrom[z]!; w < plan.windowFrom[z + 1]!; w++) {
      const from = row + plan.windowColumn[w]!;
      const areaM2 = plan.window.areaM2[w]!;
      gainW[z]! += sunOf(plan.window.beam[w]!, plan.window.diffuse[w]!);
      gainW[z]! += areaM2 * weather[from + WINDOW_COLUMN.inner]!;
      // The outer column holds the film's outdoor temperature and the sun that the outer face takes up.
      lossW[z]! += areaM2 * (weather[from + WINDOW_COLUMN.film]! * work.window.outer[w]! - weather[from + WINDOW_COLUMN.outer]!);
    }
  }
  return { gainW, lossW, storedW, residualW: gainW.map((g, z) => g - lossW[z]! - storedW[z]!) };
}
