/** Amplitude-modulated pseudo-random signal: many levels and many holds. */
import { z } from "zod";
import { deck, logUniform } from "../draw.ts";
import { defineWalker, levelAt, stepsOf } from "../walker.ts";

export const aprbs = defineWalker({
  label: "APRBS",
  formula: "u = min + (max - min)(i + U)/m held for h; i from a shuffled deck 0..m-1, ln h ~ U(ln h₁, ln h₂)",
  source: "Nelles, Nonlinear System Identification, 2001; the deck of levels and log-uniform holds are ours",
  use:
    "Curved responses (valves, heat pumps, radiators): every part of the range is visited once before any is visited twice, with " +
    "short and long holds.",
  parameters: {
    shortestHoldS: z.number().positive().max(1e7).default(1800).describe("h₁, s; rounded to whole steps"),
    longestHoldS: z.number().positive().max(1e7).default(28_800).describe("h₂, s"),
    strata: z.number().int().min(1).max(1_000).default(16).describe("m, parts of the range that are visited in turn"),
  },
  start({ shortestHoldS, longestHoldS, strata }, { range, stepS, random }) {
    const next = deck(random, strata);
    const longest = Math.max(shortestHoldS, longestHoldS);
    let level = range.min;
    let left = 0;
    return () => {
      if (left === 0) {
        level = levelAt(range, (next() + random.uniform()) / strata);
        left = stepsOf(logUniform(random, shortestHoldS, longest), stepS);
      }
      left--;
      return level;
    };
  },
});
