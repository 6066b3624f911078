/** A walk that is drawn back to its mean: first-order noise with a time constant. */
import { z } from "zod";
import { defineWalker, levelAt, reflect } from "../walker.ts";

export const ornsteinUhlenbeck = defineWalker({
  label: "Ornstein-Uhlenbeck",
  formula: "x_{k+1} = μ + (x_k - μ) e^{-Δ/τ} + σ √(1 - e^{-2Δ/τ}) N(0, 1), reflected at 0 and 1; u = min + x (max - min)",
  source: "Uhlenbeck and Ornstein, Phys. Rev. 36 (1930) 823; exact at any step: Gillespie, Phys. Rev. E 54 (1996) 2084",
  use: "Looks like use by people: slow wandering, many (state, action) pairs; little power faster than τ.",
  parameters: {
    tauS: z.number().positive().max(1e8).default(14_400).describe("τ, correlation time, s"),
    sd: z.number().min(0).max(2).default(0.25).describe("σ, stationary standard deviation before reflection, share of the range"),
    mean: z.number().min(0).max(1).default(0.5).describe("μ, share of the range"),
  },
  start({ tauS, sd, mean }, { range, stepS, random }) {
    const keep = Math.exp(-stepS / tauS);
    const kick = sd * Math.sqrt(-Math.expm1((-2 * stepS) / tauS));
    let x = reflect(mean + sd * random.normal());
    return () => {
      const level = levelAt(range, x);
      x = reflect(mean + (x - mean) * keep + kick * random.normal());
      return level;
    };
  },
});
