/**
 * Takes the surfaces of a zone out of the balances of its air T and its radiant node Tr.
 *
 * A face with conductances hc, hr (W/K) to both and Y into its wall has the temperature Ts = (R + hc T + hr Tr) / D with
 * D = Y + hc + hr, where R holds what its wall remembers and the sun on it. Windows are such faces, with two temperatures.
 */
import { ACT } from "./arrays.ts";
import type { Plan } from "./plan.ts";
import { WINDOW_COLUMN } from "./window-columns.ts";
import type { Workspace } from "./workspace.ts";

/** `row` begins the step's weather and `za` the zone's acts. */
export type Eliminate = (z: number, weather: Float64Array, row: number, acts: Float64Array, za: number) => void;

/** Makes a function that writes `solved` of a zone; films, sun and outer sides must stand. */
export function elimination(plan: Plan, work: Workspace): Eliminate {
  const { faceFrom, windowFrom, windowColumn, zone, airWPerK } = plan;
  const { weight0, weight1, cross, beam, diffuse } = plan.face;
  const glass = plan.window;
  const { outer, beamW, diffuseW, sums, solved, emitters } = work;
  const { air, emitter } = work.zone;
  const { mode0, mode1 } = work.face;
  const { hcD, hrD, r: rFace } = work.faces;
  const pane = work.windows;
  const at = { ...WINDOW_COLUMN };
  const act = { ...ACT };

  return (z, weather, row, acts, za) => {
    const beamNow = beamW[z]!;
    const diffuseNow = diffuseW[z]!;
    let b1 = 0;
    let b2 = 0;
    for (let f = faceFrom[z]!; f < faceFrom[z + 1]!; f++) {
      const r =
        weight0[f]! * mode0[f]! + weight1[f]! * mode1[f]! + cross[f]! * outer[f]! + beam[f]! * beamNow + diffuse[f]! * diffuseNow;
      rFace[f] = r;
      b1 += hcD[f]! * r;
      b2 += hrD[f]! * r;
    }
    let sumAir = sums.air[z]!;
    let between = sums.between[z]!;
    let sumRadiant = sums.radiant[z]!;
    let shareAir = sums.shareAir[z]!;
    let shareRadiant = sums.shareRadiant[z]!;
    for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
      const from = row + windowColumn[w]!;
      const area = glass.areaM2[w]!;
      const he = weather[from + at.film]!;
      const hg = pane.glass[w]!;
      const inverse = 1 / (he + hg);
      const perInner = hg * inverse;
      const outerW = weather[from + at.outer]!;
      const r =
        area * (weather[from + at.inner]! + perInner * outerW) + glass.beam[w]! * beamNow + glass.diffuse[w]! * diffuseNow;
      const hc = pane.hc[w]!;
      const hr = pane.hr[w]!;
      const iD = 1 / (area * he * perInner + hc + hr);
      pane.hcD[w] = hc * iD;
      pane.hrD[w] = hr * iD;
      pane.inverseD[w] = iD;
      pane.r[w] = r;
      pane.perInner[w] = perInner;
      pane.atZero[w] = outerW * inverse;
      sumAir += hc - hc * hc * iD;
      between += hc * hr * iD;
      sumRadiant += hr - hr * hr * iD;
      b1 += hc * iD * r;
      b2 += hr * iD * r;
      shareAir += hc * iD * glass.share[w]!;
      shareRadiant += hr * iD * glass.share[w]!;
    }

    const outdoor = airWPerK * (zone.outdoorAirM3PerH[z]! + acts[za + act.outdoorAirM3PerH]!) + zone.bridges[z]!;
    const radiantW = acts[za + act.radiantW]!;
    // Where 1 W of the heater goes, as the two balances see it; what the emitter holds goes the same way.
    const inverse = emitters.inverse[z]!;
    const convective = zone.convectiveShare[z]!;
    let toAir = convective + (1 - convective) * shareAir;
    let toRadiant = (1 - convective) * shareRadiant;
    if (inverse > 0) {
      toAir = emitters.air[z]! * inverse;
      toRadiant = emitters.radiant[z]! * inverse;
    } else if (zone.inFloor[z]! > 0) {
      toAir = sums.floorAir[z]!;
      toRadiant = sums.floorRadiant[z]!;
    }
    const emitted = zone.emitter[z]! * emitter[z]!;
    b1 +=
      zone.capacity[z]! * air[z]! +
      outdoor * weather[row]! +
      acts[za + act.convectiveW]! +
      radiantW * shareAir +
      zone.sunToAir[z]! * (beamNow + diffuseNow) +
      emitted * toAir;
    b2 += radiantW * shareRadiant + emitted * toRadiant;

    const perK = between / sumRadiant;
    const perW = 1 / (zone.capacity[z]! + outdoor + zone.links[z]! + sumAir - between * perK);
    solved.freeC[z] = perW * (b1 + perK * b2);
    solved.perLinkW[z] = perW;
    solved.perHeaterW[z] = perW * (toAir + perK * toRadiant);
    solved.radiantC[z] = b2 / sumRadiant;
    solved.radiantPerK[z] = perK;
    solved.radiantPerW[z] = toRadiant / sumRadiant;
  };
}
