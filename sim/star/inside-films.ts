/** Inside film coefficients from the temperatures that a step begins with, and what they leave of each opaque face. */
import {
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
import { ELIMINATED_WIDTH, SUM, SUM_WIDTH, type Workspace } from "./workspace.ts";

/** Half of 2 * 273.15: films take the mean of two temperatures in kelvin. */
const ZERO_C_K = 273.15;

/** Renews all inside films of `work`. They stay as they are until the next call. */
export function renewFilms(plan: Plan, work: Workspace): void {
  const { faceFrom, face: FC, windowFrom, window: WC, zone: ZC, faceState, windowState } = plan;
  const { state: X, faces: F, faceFilms, windowFilms, sums } = work;
  const zones = plan.zones.length;
  for (let z = 0; z < zones; z++) {
    const T = X[z * ZONE_STATE_WIDTH]!;
    const Tr = X[z * ZONE_STATE_WIDTH + 1]!;
    const zc = z * ZONE_WIDTH;
    let hc = ZC[zc + ZONE.emitterAir]!;
    let hr = ZC[zc + ZONE.emitterRadiant]!;
    let hcD = hc * ZC[zc + ZONE.emitterInverse]!;
    let hrD = hr * ZC[zc + ZONE.emitterInverse]!;
    let air = hc - hc * hcD;
    let cross = hc * hrD;
    let radiant = hr - hr * hrD;
    let shareAir = 0;
    let shareRadiant = 0;
    for (let f = faceFrom[z]!; f < faceFrom[z + 1]!; f++) {
      const c = f * FACE_WIDTH;
      const Ts = X[faceState + f * FACE_STATE_WIDTH]!;
      const d = Ts - T;
      const mean = 0.5 * (Ts + Tr) + ZERO_C_K;
      hc = Math.max(FC[c + FACE.least]!, FC[c + (d < 0 ? FACE.colder : FACE.warmer)]! * Math.cbrt(Math.abs(d)));
      hr = FC[c + FACE.fixedRadiant]! + FC[c + FACE.radiant]! * mean * mean * mean;
      const iD = 1 / (FC[c + FACE.self]! + hc + hr);
      hcD = hc * iD;
      hrD = hr * iD;
      faceFilms[2 * f] = hc;
      faceFilms[2 * f + 1] = hr;
      const e = f * ELIMINATED_WIDTH;
      F[e] = hcD;
      F[e + 1] = hrD;
      F[e + 2] = iD;
      air += hc - hc * hcD;
      cross += hc * hrD;
      radiant += hr - hr * hrD;
      shareAir += hcD * FC[c + FACE.share]!;
      shareRadiant += hrD * FC[c + FACE.share]!;
    }
    for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
      const c = w * WINDOW_FACE_WIDTH;
      const Ts = X[windowState + w * WINDOW_STATE_WIDTH]!;
      const d = Ts - T;
      const mean = 0.5 * (Ts + Tr) + ZERO_C_K;
      const natural = WC[c + (d < 0 ? WINDOW_FACE.colder : WINDOW_FACE.warmer)]! * Math.cbrt(Math.abs(d));
      windowFilms[2 * w] = Math.max(WC[c + WINDOW_FACE.least]!, natural);
      windowFilms[2 * w + 1] = WC[c + WINDOW_FACE.fixedRadiant]! + WC[c + WINDOW_FACE.radiant]! * mean * mean * mean;
    }
    const s = z * SUM_WIDTH;
    sums[s + SUM.air] = air;
    sums[s + SUM.cross] = cross;
    sums[s + SUM.radiant] = radiant;
    sums[s + SUM.shareAir] = shareAir;
    sums[s + SUM.shareRadiant] = shareRadiant;
  }
}
