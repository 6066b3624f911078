/** Radiant node, surfaces, walls, windows and emitter of a zone, once its air is known. */
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
import { ELIMINATED_WIDTH, GLASS_WIDTH, SOLVED, SOLVED_WIDTH, type Workspace } from "./workspace.ts";

/** `za` begins the zone's acts. */
export type Finish = (z: number, acts: Float64Array, za: number) => void;

/** Moves the state of a zone on to the end of the step, from its solved air temperature and power. */
export function finishing(plan: Plan, work: Workspace): Finish {
  const { faceFrom, face: FC, windowFrom, window: WC, zone: ZC, faceState, windowState } = plan;
  const { state: X, faces: F, windows: W, outer, solved, powerW } = work;
  return (z, acts, za) => {
    const zc = z * ZONE_WIDTH;
    const zx = z * ZONE_STATE_WIDTH;
    const v = z * SOLVED_WIDTH;
    const T = X[zx]!;
    const Q = powerW[z]!;
    const Tr = solved[v + SOLVED.radiantC]! + solved[v + SOLVED.perAir]! * T + solved[v + SOLVED.perPower]! * Q;
    X[zx + 1] = Tr;
    const inverse = ZC[zc + ZONE.emitterInverse]!;
    let radiantW = acts[za + ACT.radiantW]!;
    if (inverse > 0)
      X[zx + 2] =
        inverse * (ZC[zc + ZONE.emitter]! * X[zx + 2]! + Q + ZC[zc + ZONE.emitterAir]! * T + ZC[zc + ZONE.emitterRadiant]! * Tr);
    else radiantW += (1 - ZC[zc + ZONE.convective]!) * Q;

    let c = faceFrom[z]! * FACE_WIDTH;
    let x = faceState + faceFrom[z]! * FACE_STATE_WIDTH;
    let e = faceFrom[z]! * ELIMINATED_WIDTH;
    for (let f = faceFrom[z]!; f < faceFrom[z + 1]!; f++) {
      const o = outer[f]!;
      const Ts = F[e + 2]! * (F[e + 3]! + FC[c + FACE.share]! * radiantW) + F[e]! * T + F[e + 1]! * Tr;
      X[x] = Ts;
      X[x + 1] = FC[c + FACE.decay0]! * X[x + 1]! + FC[c + FACE.outer0]! * o + FC[c + FACE.inner0]! * Ts;
      X[x + 2] = FC[c + FACE.decay1]! * X[x + 2]! + FC[c + FACE.outer1]! * o + FC[c + FACE.inner1]! * Ts;
      c += FACE_WIDTH;
      x += FACE_STATE_WIDTH;
      e += ELIMINATED_WIDTH;
    }
    for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
      const we = w * GLASS_WIDTH;
      const wx = windowState + w * WINDOW_STATE_WIDTH;
      const share = WC[w * WINDOW_FACE_WIDTH + WINDOW_FACE.share]!;
      const Ti = W[we + 2]! * (W[we + 3]! + share * radiantW) + W[we]! * T + W[we + 1]! * Tr;
      X[wx] = Ti;
      X[wx + 1] = W[we + 5]! + W[we + 4]! * Ti;
    }
  };
}
