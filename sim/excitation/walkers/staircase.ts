/** Up and down a stair of equal steps; with two levels, a step test. */
import { z } from "zod";
import { defineWalker, levelAt, stepsOf } from "../walker.ts";

export const staircase = defineWalker({
  label: "staircase",
  formula: "levels 0, 1, .., m-1, m-2, .., 1 of m, each held for h, then 0..r holds of rest at level 0; m = 2 is the step test",
  source: "the step test of process control: Åström and Hägglund, PID Controllers, 2nd ed. 1995; the rests are ours",
  use: "Read by eye: gain and time constant at each level. Slow and with few frequencies; the rests keep it off the rhythm of the day.",
  parameters: {
    levels: z.number().int().min(2).max(1_000).default(6).describe("m, number of levels"),
    holdS: z.number().positive().max(1e8).default(18_000).describe("h, s; rounded to whole steps"),
    restHolds: z.number().int().min(0).max(1_000).default(4).describe("r, longest rest between two flights, holds"),
  },
  start({ levels, holdS, restHolds }, { range, stepS, random }) {
    const hold = stepsOf(holdS, stepS);
    const flight = 2 * (levels - 1) * hold;
    // Negative while it rests.
    let at = random.below(flight);
    return () => {
      const stair = Math.max(0, Math.floor(at / hold));
      at++;
      if (at === flight) at = -hold * random.below(restHolds + 1);
      return levelAt(range, (stair < levels ? stair : 2 * (levels - 1) - stair) / (levels - 1));
    };
  },
});
