/** Random levels, each held for a random time. */
import { z } from "zod";
import { poisson as poissonDraw } from "../draw.ts";
import { defineWalker } from "../walker.ts";
import { uniformLevel, wholeLevels } from "./level.ts";

export const poisson = defineWalker({
  label: "Poisson hold",
  formula: "u = U(min, max) held for n ~ Poisson(λ) steps; n = 0 skips the level",
  source: "BuilDyn 1.1.0 `PoissonWalker` (arXiv 2605.29849)",
  use: "The work-horse for learning: any level, holds of about λ steps, no period that could meet the day's.",
  parameters: {
    meanHoldSteps: z
      .number()
      .min(0.1)
      .max(10_000)
      .default(8)
      .describe("λ, mean hold, steps (BuilDyn: `lam`, 1 by default, 8 in its examples)"),
    wholeLevels,
  },
  start({ meanHoldSteps, wholeLevels }, { range, random }) {
    const draw = uniformLevel(range, wholeLevels);
    let level = range.min;
    let left = 0;
    return () => {
      while (left <= 0) {
        level = draw(random);
        left = poissonDraw(random, meanHoldSteps);
      }
      left--;
      return level;
    };
  },
});
