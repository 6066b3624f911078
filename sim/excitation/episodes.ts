/** Who is in charge: episodes of closed-loop operation and of excitation, mixed in a fixed share. */
import { type Random, ZonecastError } from "#domain";
import type { Controller, Seen } from "./controllers/controller.ts";
import { stepsOf, type Walker } from "./walker.ts";

/** Stored with every row, so that scores can be given inside and outside of each. */
export type InCharge = "closed" | "excited";

export interface EpisodeMixInput {
  /** Share of episodes that are excited, 0..1; one half when left out. */
  readonly excitedShare?: number;
  /** Length of an episode, s; two days when left out. */
  readonly episodeS?: number;
  readonly stepS: number;
  readonly random: Random;
}

/** Episodes are dealt in rounds of so many, so that the share is right in every stretch of data, not only at its end. */
const ROUND = 10;

const TWO_DAYS_S = 172_800;

/** Who is in charge, step by step. Over n rounds the share is right to within one episode. */
export function episodeMix({ excitedShare = 0.5, episodeS = TWO_DAYS_S, stepS, random }: EpisodeMixInput): () => InCharge {
  if (!(excitedShare >= 0 && excitedShare <= 1))
    throw new ZonecastError("bad-input", `a share of ${excitedShare} cannot be excited`);
  const steps = stepsOf(episodeS, stepS);
  const round: InCharge[] = [];
  let rounds = 0;
  let now: InCharge = "closed";
  let left = 0;
  return () => {
    if (left === 0) {
      left = steps;
      if (round.length === 0) {
        const excited = Math.round((rounds + 1) * ROUND * excitedShare) - Math.round(rounds * ROUND * excitedShare);
        rounds++;
        for (let i = 0; i < ROUND; i++) round.splice(random.below(i + 1), 0, i < excited ? "excited" : "closed");
      }
      now = round.pop() ?? "closed";
    }
    left--;
    return now;
  };
}

export interface Mixed {
  readonly level: number;
  readonly inCharge: InCharge;
}

/**
 * A controller and a walker that take turns. Both go on while the other is in charge: the walker, so that its levels do not
 * depend on the mix; the controller, so that it follows and takes over without a bump.
 */
export function mixedPolicy(mix: () => InCharge, controller: Controller, walker: Walker): (seen: Seen) => Mixed {
  return (seen) => {
    const inCharge = mix();
    const closed = controller.act(seen);
    const excited = walker.next();
    return { level: inCharge === "excited" ? excited : closed, inCharge };
  };
}
