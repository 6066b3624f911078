/** Pseudo-random binary signal: two levels, switched by a maximal-length shift register. */
import { z } from "zod";
import { lfsr } from "../lfsr.ts";
import { defineWalker, levelAt, stepsOf } from "../walker.ts";

export const prbs = defineWalker({
  label: "PRBS",
  formula: "u = low or high by the bits of an n-bit maximal-length register, each held for h; period (2^n - 1) h",
  source: "Golomb 1967; Godfrey (ed.), Perturbation Signals for System Identification, 1993",
  use:
    "Best for linear time constants: most power for its amplitude, flat up to about 0.44/h. Take h near a third of the fastest time " +
    "constant, n h at least the slowest, no h that divides 24 h. Two levels only, so it shows no curvature. Two of the same order and " +
    "hold are the same sequence shifted: give several controls different orders.",
  parameters: {
    order: z.number().int().min(2).max(16).default(11).describe("n, length of the register, 2..16"),
    holdS: z.number().positive().max(1e7).default(3600).describe("h, hold of a bit, s; rounded to whole steps"),
    low: z.number().min(0).max(1).default(0).describe("level of a 0, share of the range"),
    high: z.number().min(0).max(1).default(1).describe("level of a 1, share of the range"),
  },
  start({ order, holdS, low, high }, { range, stepS, random }) {
    const bit = lfsr(order, 1 + random.below(2 ** order - 1));
    const hold = stepsOf(holdS, stepS);
    const levels = [levelAt(range, low), levelAt(range, high)] as const;
    // Somewhere inside a hold, so that several controls do not switch in the same instant.
    let left = 1 + random.below(hold);
    let level = levels[bit()];
    return () => {
      if (left === 0) {
        level = levels[bit()];
        left = hold;
      }
      left--;
      return level;
    };
  },
});
