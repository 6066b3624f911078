/**
 * Takes the surfaces of a zone out of the balances of its air T and its radiant node Tr.
 *
 * A face with conductances hc, hr (W/K) to both and Y into its wall has the temperature Ts = (R + hc T + hr Tr) / D with
 * D = Y + hc + hr, where R holds what its wall remembers and the sun on it. Windows are such faces, with two temperatures.
 */
import {
  ACT,
  FACE,
  FACE_STATE_WIDTH,
  FACE_WIDTH,
  WINDOW_FACE,
  WINDOW_FACE_WIDTH,
  WINDOW_STATE_WIDTH,
  ZONE,
  ZONE_STATE_WIDTH,
  ZONE_WIDTH,
} from "./layout.ts";
import type { Plan } from "./plan.ts";
import { AIR_W_PER_K, WINDOW } from "./weather-columns.ts";
import { ELIMINATED_WIDTH, GLASS_WIDTH, SOLVED, SOLVED_WIDTH, SUM, SUM_WIDTH, type Workspace } from "./workspace.ts";

/** `row` begins the step's weather and `za` the zone's acts. */
export type Eliminate = (z: number, weather: Float64Array, row: number, acts: Float64Array, za: number) => void;

/** Writes `SOLVED` of a zone for the step; films, sun and outer sides must stand. */
export function elimination(plan: Plan, work: Workspace): Eliminate {
  const { faceFrom, face: FC, windowFrom, window: WC, windowColumn, zone: ZC, faceState, windowState } = plan;
  const { state: X, faces: F, windows: W, windowFilms, outer, sums, solved, beamW, diffuseW } = work;
  return (z, weather, row, acts, za) => {
    const zc = z * ZONE_WIDTH;
    const zx = z * ZONE_STATE_WIDTH;
    const beam = beamW[z]!;
    const diffuse = diffuseW[z]!;
    let b1 = 0;
    let b2 = 0;
    let c = faceFrom[z]! * FACE_WIDTH;
    let x = faceState + faceFrom[z]! * FACE_STATE_WIDTH;
    let e = faceFrom[z]! * ELIMINATED_WIDTH;
    for (let f = faceFrom[z]!; f < faceFrom[z + 1]!; f++) {
      const r =
        FC[c]! * X[x + 1]! +
        FC[c + FACE.weight1]! * X[x + 2]! +
        FC[c + FACE.cross]! * outer[f]! +
        FC[c + FACE.beam]! * beam +
        FC[c + FACE.diffuse]! * diffuse;
      F[e + 3] = r;
      b1 += F[e]! * r;
      b2 += F[e + 1]! * r;
      c += FACE_WIDTH;
      x += FACE_STATE_WIDTH;
      e += ELIMINATED_WIDTH;
    }
    const s = z * SUM_WIDTH;
    let air = sums[s]!;
    let cross = sums[s + SUM.cross]!;
    let radiant = sums[s + SUM.radiant]!;
    let shareAir = sums[s + SUM.shareAir]!;
    let shareRadiant = sums[s + SUM.shareRadiant]!;
    for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
      const wc = w * WINDOW_FACE_WIDTH;
      const wx = windowState + w * WINDOW_STATE_WIDTH;
      const from = row + windowColumn[w]!;
      const he = weather[from]!;
      const hg = WC[wc + WINDOW_FACE.glassAt0C]! + WC[wc + WINDOW_FACE.glassPerK]! * 0.5 * (X[wx]! + X[wx + 1]!);
      const inwards = hg / (he + hg);
      const r =
        WC[wc]! * (weather[from + WINDOW.inner]! + inwards * weather[from + WINDOW.outer]!) +
        WC[wc + WINDOW_FACE.beam]! * beam +
        WC[wc + WINDOW_FACE.diffuse]! * diffuse;
      const hc = windowFilms[2 * w]!;
      const hr = windowFilms[2 * w + 1]!;
      const iD = 1 / (WC[wc]! * he * inwards + hc + hr);
      const hcD = hc * iD;
      const hrD = hr * iD;
      const we = w * GLASS_WIDTH;
      W[we] = hcD;
      W[we + 1] = hrD;
      W[we + 2] = iD;
      W[we + 3] = r;
      W[we + 4] = inwards;
      W[we + 5] = weather[from + WINDOW.outer]! / (he + hg);
      air += hc - hc * hcD;
      cross += hc * hrD;
      radiant += hr - hr * hrD;
      b1 += hcD * r;
      b2 += hrD * r;
      shareAir += hcD * WC[wc + WINDOW_FACE.share]!;
      shareRadiant += hrD * WC[wc + WINDOW_FACE.share]!;
    }
    const outdoor =
      weather[row + AIR_W_PER_K]! * (ZC[zc + ZONE.outdoorAir]! + acts[za + ACT.outdoorAirM3PerH]!) + ZC[zc + ZONE.bridges]!;
    const radiantW = acts[za + ACT.radiantW]!;
    const convective = ZC[zc + ZONE.convective]!;
    const inverse = ZC[zc + ZONE.emitterInverse]!;
    const emitted = inverse > 0 ? ZC[zc + ZONE.emitter]! * X[zx + 2]! : 0;
    // Where 1 W of the heater goes: to the air and to the radiant node, as their balances see it.
    const toAir = inverse > 0 ? ZC[zc + ZONE.emitterAir]! * inverse : convective + (1 - convective) * shareAir;
    const toRadiant = inverse > 0 ? ZC[zc + ZONE.emitterRadiant]! * inverse : (1 - convective) * shareRadiant;
    b1 +=
      ZC[zc]! * X[zx]! +
      outdoor * weather[row]! +
      acts[za]! +
      radiantW * shareAir +
      ZC[zc + ZONE.sunToAir]! * (beam + diffuse) +
      emitted * toAir;
    b2 += radiantW * shareRadiant + emitted * toRadiant;

    const perAir = cross / radiant;
    const a = 1 / (ZC[zc]! + outdoor + ZC[zc + ZONE.links]! + air - cross * perAir);
    const v = z * SOLVED_WIDTH;
    solved[v + SOLVED.freeC] = a * (b1 + perAir * b2);
    solved[v + SOLVED.perLinkW] = a;
    solved[v + SOLVED.perHeaterW] = a * (toAir + perAir * toRadiant);
    solved[v + SOLVED.radiantC] = b2 / radiant;
    solved[v + SOLVED.perAir] = perAir;
    solved[v + SOLVED.perPower] = toRadiant / radiant;
  };
}
