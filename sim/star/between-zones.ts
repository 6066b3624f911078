/** Heat through the walls between zones: one flow that leaves one half and enters the other, so that none is lost between. */
import { FACE, FACE_STATE_WIDTH, FACE_WIDTH, HALF, HALF_WIDTH, PAIR, PAIR_WIDTH, ZONE_STATE_WIDTH } from "./layout.ts";
import type { Plan } from "./plan.ts";
import { ELIMINATED_WIDTH, type Workspace } from "./workspace.ts";

/**
 * Sets the flow of the coming step between the halves of each partition, W/m². Each half answers with the mean temperature of
 * its inmost capacity, surface included, with its room where the step begins; the flow agrees with both answers, so that
 * no partition is too thin for the step.
 */
export function setFlows(plan: Plan, work: Workspace): void {
  const { pairFace, pair: P, face: FC, faceState } = plan;
  const { state: X, faces: F, outer, beamW, diffuseW } = work;
  for (let p = 0; p < pairFace.length / 2; p++) {
    const pc = p * PAIR_WIDTH;
    let drive = 0;
    let resistance = 1 / P[pc + PAIR.conductance]!;
    for (let side = 0; side < 2; side++) {
      const f = pairFace[2 * p + side]!;
      const z = plan.faceZone[f]!;
      const h = pc + PAIR.half + side * HALF_WIDTH;
      const c = f * FACE_WIDTH;
      const x = faceState + f * FACE_STATE_WIDTH;
      const e = f * ELIMINATED_WIDTH;
      const sun = FC[c + FACE.beam]! * beamW[z]! + FC[c + FACE.diffuse]! * diffuseW[z]!;
      const R = FC[c + FACE.weight0]! * X[x + 1]! + FC[c + FACE.weight1]! * X[x + 2]! + sun;
      const surface = F[e]! * X[z * ZONE_STATE_WIDTH]! + F[e + 1]! * X[z * ZONE_STATE_WIDTH + 1]! + F[e + 2]! * R;
      const cross = P[h + HALF.cross]!;
      const node = P[h + HALF.node0]! * X[x + 1]! + P[h + HALF.node1]! * X[x + 2]! + cross * surface;
      drive += side === 0 ? node : -node;
      resistance += P[h + HALF.self]! + cross * cross * P[h + HALF.area]! * F[e + 2]!;
    }
    const flow = drive / resistance;
    outer[pairFace[2 * p]!] = -flow;
    outer[pairFace[2 * p + 1]!] = flow;
  }
}
