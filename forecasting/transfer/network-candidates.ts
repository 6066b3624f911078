/** What a network brings to a competition: its probe alone and the base as it is, the probe as mean with regression and with physics, and hearing either. */
import type { LearningSource } from "../banded.ts";
import { blendSource, learnedOnce } from "./blend-source.ts";
import type { ProbeSource } from "./probe-source.ts";

/** What a network is blended with, and what it hears: the regression, and in rooms physics. */
const BESIDE = ["ridge-arx", "grey-box"];

/** `plain`: the baselines it competes with; those that learn once for all are asked once for all. */
export function networkCandidates(network: ProbeSource, plain: readonly LearningSource[]): LearningSource[] {
  const probe = learnedOnce(network);
  const beside = plain.filter((source) => BESIDE.includes(source.name));
  return [
    probe,
    network.zeroShot,
    ...beside.flatMap((one) => [blendSource(`${one.name} + ${network.name}`, [one, probe]), network.on(one)]),
  ];
}
