/** Radiant node, surfaces, walls, windows and emitter of a zone, once its air is known. */
import { ACT } from "./arrays.ts";
import type { Plan } from "./plan.ts";
import type { Workspace } from "./workspace.ts";

/** `za` begins the zone's acts. */
export type Finish = (z: number, acts: Float64Array, za: number) => void;

/** Makes a function that moves a zone's state to the end of the step, from its solved air temperature and power. */
export function finishing(plan: Plan, work: Workspace): Finish {
  const { faceFrom, windowFrom, zone, floorFrom, floorFace } = plan;
  const { toRoom, rise0, rise1 } = plan.floor;
  const { share, decay0, fromOuter0, fromInner0, decay1, fromOuter1, fromInner1 } = plan.face;
  const { share: glassShare } = plan.window;
  const { solved, powerW, outer, emitters } = work;
  const { air, radiant, emitter } = work.zone;
  const { surface, mode0, mode1 } = work.face;
  const { inner: paneIn, outer: paneOut } = work.window;
  const { hcD, hrD, inverseD, r } = work.faces;
  const pane = work.windows;
  const radiantAct = ACT.radiantW;

  return (z, acts, za) => {
    const T = air[z]!;
    // Cooling has taken its heat from the air already.
    const Q = Math.max(0, powerW[z]!);
    const Tr = solved.radiantC[z]! + solved.radiantPerK[z]! * T + solved.radiantPerW[z]! * Q;
    radiant[z] = Tr;
    const inverse = emitters.inverse[z]!;
    let radiantW = acts[za + radiantAct]!;
    if (inverse > 0)
      emitter[z] = inverse * (zone.emitter[z]! * emitter[z]! + Q + emitters.air[z]! * T + emitters.radiant[z]! * Tr);
    else radiantW += (1 - zone.convectiveShare[z]!) * Q;

    for (let h = floorFrom[z]!; h < floorFrom[z + 1]!; h++) r[floorFace[h]!]! += toRoom[h]! * Q;
    for (let f = faceFrom[z]!; f < faceFrom[z + 1]!; f++) {
      const o = outer[f]!;
      const Ts = inverseD[f]! * (r[f]! + share[f]! * radiantW) + hcD[f]! * T + hrD[f]! * Tr;
      surface[f] = Ts;
      mode0[f] = decay0[f]! * mode0[f]! + fromOuter0[f]! * o + fromInner0[f]! * Ts;
      mode1[f] = decay1[f]! * mode1[f]! + fromOuter1[f]! * o + fromInner1[f]! * Ts;
    }
    for (let h = floorFrom[z]!; h < floorFrom[z + 1]!; h++) {
      mode0[floorFace[h]!]! += rise0[h]! * Q;
      mode1[floorFace[h]!]! += rise1[h]! * Q;
    }
    for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
      const Ti = pane.inverseD[w]! * (pane.r[w]! + glassShare[w]! * radiantW) + pane.hcD[w]! * T + pane.hrD[w]! * Tr;
      paneIn[w] = Ti;
      paneOut[w] = pane.atZero[w]! + pane.perInner[w]! * Ti;
    }
  };
}
