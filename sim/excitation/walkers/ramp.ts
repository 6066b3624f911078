/** Trapezoids of full height with legs and rests of random length. */
import { oneOf } from "../draw.ts";
import { defineWalker, levelAt } from "../walker.ts";
import { stepChoices, upTo } from "./choices.ts";

export const ramp = defineWalker({
  label: "ramp",
  formula: "min to max in n steps, max for s steps, back in n - 2 steps, min for s' steps; n, s, s' drawn for each trapezoid",
  source: "BuilDyn 1.1.0 `RampWalker` (arXiv 2605.29849)",
  use: "Actuators that move slowly, and rate-dependent effects; two fifths of the time are spent at the two ends.",
  parameters: {
    legSteps: stepChoices(2)
      .default(upTo(2, 15))
      .describe("choices for n, rows of the rising leg with both ends (BuilDyn: `freq_distribution`)"),
    restSteps: stepChoices(1).default(upTo(1, 7)).describe("choices for s and s', steps (BuilDyn: `stead_distribution`)"),
  },
  start({ legSteps, restSteps }, { range, random }) {
    let leg = 2;
    let top = 0;
    let bottom = 0;
    let k = 0;
    let length = 0;
    return () => {
      if (k >= length) {
        leg = oneOf(random, legSteps);
        top = oneOf(random, restSteps);
        bottom = oneOf(random, restSteps);
        length = leg + top + (leg - 2) + bottom;
        k = 0;
      }
      const i = k++;
      if (i < leg) return levelAt(range, i / (leg - 1));
      if (i < leg + top) return range.max;
      const down = i - leg - top + 1;
      return down < leg - 1 ? levelAt(range, 1 - down / (leg - 1)) : range.min;
    };
  },
});
