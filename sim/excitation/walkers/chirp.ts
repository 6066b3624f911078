/** A sine whose frequency climbs and falls, so that every time scale has its turn. */
import { z } from "zod";
import { ZonecastError } from "#domain";
import { defineWalker, levelAt, stepsOf } from "../walker.ts";

export const chirp = defineWalker({
  label: "chirp",
  formula: "mid + (max - min)/2 sin φ(t), dφ/dt = 2π f(t), f = f₁ (f₂/f₁)^(t/T) going up, mirrored going down",
  source: "exponential sweep: Farina, AES 108th Convention, 2000, paper 5093",
  use: "The whole frequency response in one sweep, equal time per octave; slow parts push a room far, so keep it in an envelope.",
  parameters: {
    longestPeriodS: z.number().positive().max(1e8).default(172_800).describe("1/f₁, s"),
    shortestPeriodS: z.number().positive().max(1e8).default(2_700).describe("1/f₂, s; two steps at least"),
    sweepS: z.number().positive().max(1e8).default(1_191_600).describe("T, duration of one sweep, s; 331 h by default"),
  },
  start({ longestPeriodS, shortestPeriodS, sweepS }, { range, stepS, random }) {
    const shortest = Math.max(shortestPeriodS, 2 * stepS);
    if (longestPeriodS < shortest)
      throw new ZonecastError("bad-input", `a chirp from ${longestPeriodS} s cannot end at ${shortest} s`);
    const steps = stepsOf(sweepS, stepS);
    const octaves = Math.log(longestPeriodS / shortest) / steps;
    // The frequency's integral over a step is its value at the start times this.
    const stretch = octaves > 0 ? Math.expm1(octaves) / octaves : 1;
    const turns = Float64Array.from({ length: steps }, (_, i) => (stepS / longestPeriodS) * Math.exp(octaves * i) * stretch);
    let at = random.below(2 * steps);
    let turn = random.uniform();
    return () => {
      const level = levelAt(range, 0.5 + 0.5 * Math.sin(2 * Math.PI * turn));
      turn += turns[at < steps ? at : 2 * steps - 1 - at] ?? 0;
      turn -= Math.floor(turn);
      at = at + 1 === 2 * steps ? 0 : at + 1;
      return level;
    };
  },
});
