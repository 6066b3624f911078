/** Heat through the walls between zones: one flow that leaves one half and enters the other, so that none is lost between. */
import type { Plan } from "./plan.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Makes a function that sets the flow of the coming step between the halves of each partition, W/m². Each half answers with
 * the mean temperature of its inmost capacity, surface included, with its room as it is where the step begins; the flow
 * agrees with both answers, so that no partition is too thin for the step.
 */
export function partitionFlows(plan: Plan, work: Workspace): () => void {
  const { pairFace, pairConductance, faceZone } = plan;
  const { node0, node1, cross, self, areaM2 } = plan.half;
  const { weight0, weight1, beam, diffuse } = plan.face;
  const { mode0, mode1 } = work.face;
  const { air, radiant } = work.zone;
  const { hcD, hrD, inverseD } = work.faces;
  const { outer, beamW, diffuseW } = work;
  const resistance = new Float64Array(pairFace.length);

  /** Where the inmost capacity of a half would lie without the flow. */
  const nodeC = (h: number): number => {
    const f = pairFace[h]!;
    const z = faceZone[f]!;
    const [x0, x1] = [mode0[f]!, mode1[f]!];
    const r = weight0[f]! * x0 + weight1[f]! * x1 + beam[f]! * beamW[z]! + diffuse[f]! * diffuseW[z]!;
    const Ts = inverseD[f]! * r + hcD[f]! * air[z]! + hrD[f]! * radiant[z]!;
    resistance[h] = self[h]! + cross[h]! * cross[h]! * areaM2[h]! * inverseD[f]!;
    return node0[h]! * x0 + node1[h]! * x1 + cross[h]! * Ts;
  };

  return () => {
    for (let p = 0; p < pairConductance.length; p++) {
      const [a, b] = [2 * p, 2 * p + 1];
      const drive = nodeC(a) - nodeC(b);
      const flow = drive / (1 / pairConductance[p]! + resistance[a]! + resistance[b]!);
      outer[pairFace[a]!] = -flow;
      outer[pairFace[b]!] = flow;
    }
  };
}
