/** The absence of excitation, to compare with. */
import { z } from "zod";
import { defineWalker, levelAt } from "../walker.ts";

export const constant = defineWalker({
  label: "constant",
  formula: "u_k = c",
  source: "BuilDyn 1.1.0 `ConstantWalker` (arXiv 2605.29849)",
  use: "The zero line: what a model can learn from weather alone.",
  parameters: {
    level: z.number().optional().describe("c, in the control's unit, clipped to the range; the middle when left out"),
  },
  start({ level }, { range }) {
    const held = level === undefined ? levelAt(range, 0.5) : Math.min(range.max, Math.max(range.min, level));
    return () => held;
  },
});
