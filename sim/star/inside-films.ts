/** Inside films and glass from the temperatures that a step begins with, and what films leave of each opaque face. */

import { cubeRoot } from "./cube-root.ts";
import type { Plan } from "./plan.ts";
import { ZERO_C_K } from "./radiation.ts";
import type { Workspace } from "./workspace.ts";

/** An emitter conducts as it does at this excess temperature even when it is as cool as its room. */
export const LEAST_EXCESS_K = 1;

/** Makes a function that renews all inside films of `work`. They stay as they are until the next call. */
export function filmRenewal(plan: Plan, work: Workspace): () => void {
  const zones = plan.zones.length;
  const zeroC = ZERO_C_K;
  const { faceFrom, windowFrom } = plan;
  const { emitter: emitterCapacity, emitterFactor, emitterPower, convectiveShare } = plan.zone;
  const { floorFrom, floorFace } = plan;
  const { toRoom } = plan.floor;
  const { air: emitterAir, radiant: emitterRadiant, inverse: emitterInverse } = work.emitters;
  const { colder, warmer, least, radiantFactor, radiantFixed, self, share } = plan.face;
  const glass = plan.window;
  const { air, radiant, emitter } = work.zone;
  const { surface } = work.face;
  const { inner, outer } = work.window;
  const { hc, hr, hcD, hrD, inverseD } = work.faces;
  const { hc: paneHc, hr: paneHr, glass: conductance } = work.windows;
  const { sums } = work;

  return () => {
    for (let z = 0; z < zones; z++) {
      const T = air[z]!;
      const Tr = radiant[z]!;
      const convective = convectiveShare[z]!;
      const factor = emitterFactor[z]!;
      const excess = Math.abs(emitter[z]! - convective * T - (1 - convective) * Tr);
      const power = emitterPower[z]!;
      const conducts = power > 0 ? factor * Math.max(LEAST_EXCESS_K, excess) ** power : factor;
      const ec = convective * conducts;
      const er = conducts - ec;
      const eD = factor > 0 ? 1 / (emitterCapacity[z]! + conducts) : 0;
      emitterAir[z] = ec;
      emitterRadiant[z] = er;
      emitterInverse[z] = eD;
      let sumAir = ec - ec * ec * eD;
      let sumBetween = ec * er * eD;
      let sumRadiant = er - er * er * eD;
      let shareAir = 0;
      let shareRadiant = 0;
      for (let f = faceFrom[z]!; f < faceFrom[z + 1]!; f++) {
        const Ts = surface[f]!;
        const d = Ts - T;
        const mean = 0.5 * (Ts + Tr) + zeroC;
        const c = Math.max(least[f]!, (d < 0 ? colder[f]! : warmer[f]!) * cubeRoot(Math.abs(d)));
        const r = radiantFixed[f]! + radiantFactor[f]! * mean * mean * mean;
        const iD = 1 / (self[f]! + c + r);
        const cD = c * iD;
        const rD = r * iD;
        hc[f] = c;
        hr[f] = r;
        hcD[f] = cD;
        hrD[f] = rD;
        inverseD[f] = iD;
        sumAir += c - c * cD;
        sumBetween += c * rD;
        sumRadiant += r - r * rD;
        shareAir += cD * share[f]!;
        shareRadiant += rD * share[f]!;
      }
      let floorAir = 0;
      let floorRadiant = 0;
      for (let h = floorFrom[z]!; h < floorFrom[z + 1]!; h++) {
        const f = floorFace[h]!;
        floorAir += hcD[f]! * toRoom[h]!;
        floorRadiant += hrD[f]! * toRoom[h]!;
      }
      for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
        const Ts = inner[w]!;
        const d = Ts - T;
        const mean = 0.5 * (Ts + Tr) + zeroC;
        const natural = (d < 0 ? glass.colder[w]! : glass.warmer[w]!) * cubeRoot(Math.abs(d));
        paneHc[w] = Math.max(glass.least[w]!, natural);
        paneHr[w] = glass.radiantFixed[w]! + glass.radiantFactor[w]! * mean * mean * mean;
        conductance[w] = glass.glassAt0C[w]! + glass.glassPerK[w]! * 0.5 * (Ts + outer[w]!);
      }
      sums.air[z] = sumAir;
      sums.between[z] = sumBetween;
      sums.radiant[z] = sumRadiant;
      sums.shareAir[z] = shareAir;
      sums.shareRadiant[z] = shareRadiant;
      sums.floorAir[z] = floorAir;
      sums.floorRadiant[z] = floorRadiant;
    }
  };
}
