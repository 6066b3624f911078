/** A sum of sines whose phases keep its peak low: a spectrum by design. */
import { z } from "zod";
import { ZonecastError } from "#domain";
import { defineWalker, levelAt, stepsOf } from "../walker.ts";

export const multisine = defineWalker({
  label: "multisine",
  formula: "Σ √p_i cos(2πk_i t/T + φ_i), k_i = k_0 + o + m i, p_i ∝ k_i^-c, φ_{i+1} = φ_i - 2π Σ_{j≤i} p_j; scaled to the range",
  source: "Schroeder, IEEE Trans. Inf. Theory 16 (1970) 85; zippered lines: Rivera et al., J. Process Control 19 (2009) 623",
  use:
    "Exactly known lines, repeated every T, so noise averages out. T must not be a multiple of a day, or a line meets the sun's. Several " +
    "controls are orthogonal when each of m takes every m-th line from an offset of its own.",
  parameters: {
    periodS: z.number().min(3600).max(5_184_000).default(1_191_600).describe("T, s, up to 60 days; 331 h by default"),
    longestPeriodS: z.number().positive().max(5_184_000).default(345_600).describe("period of the slowest line, T/k_0, s"),
    shortestPeriodS: z
      .number()
      .positive()
      .max(5_184_000)
      .default(2_700)
      .describe("period of the fastest line, s; two steps at least"),
    colour: z.number().min(0).max(2).default(1).describe("c: 0 equal power per line, 1 equal power per octave"),
    everyLine: z.number().int().min(1).max(64).default(1).describe("m: one line of so many is used"),
    lineOffset: z.number().int().min(0).max(63).default(0).describe("o: 0..m-1"),
  },
  start(parameters, { range, stepS, random }) {
    const { periodS, longestPeriodS, shortestPeriodS, everyLine, lineOffset } = parameters;
    const length = stepsOf(periodS, stepS);
    const lowest = Math.max(1, Math.round(periodS / longestPeriodS));
    const highest = Math.min(Math.floor((length - 1) / 2), Math.floor(periodS / shortestPeriodS));
    const harmonics: number[] = [];
    for (let k = lowest + lineOffset; k <= highest; k += everyLine) harmonics.push(k);
    if (harmonics.length === 0)
      throw new ZonecastError(
        "bad-input",
        `no line between ${longestPeriodS} s and ${shortestPeriodS} s repeats every ${periodS} s`,
      );
    const wave = onePeriod(length, harmonics, parameters.colour);
    let at = random.below(length);
    return () => {
      const share = wave[at] ?? 0.5;
      at = at + 1 === length ? 0 : at + 1;
      return levelAt(range, share);
    };
  },
});

/** One period of `length` samples in 0..1 around 0.5. */
function onePeriod(length: number, harmonics: readonly number[], colour: number): Float64Array {
  const cosines = Float64Array.from({ length }, (_, i) => Math.cos((2 * Math.PI * i) / length));
  const sines = Float64Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * i) / length));
  const powers = harmonics.map((k) => k ** -colour);
  const total = powers.reduce((sum, p) => sum + p, 0);
  const wave = new Float64Array(length);
  let phase = 0;
  let sumBelow = 0;
  harmonics.forEach((k, line) => {
    const power = (powers[line] ?? 0) / total;
    const a = Math.sqrt(power) * Math.cos(phase);
    const b = Math.sqrt(power) * Math.sin(phase);
    for (let n = 0, i = 0; n < length; n++) {
      wave[n] = (wave[n] ?? 0) + a * (cosines[i] ?? 0) - b * (sines[i] ?? 0);
      i += k;
      if (i >= length) i -= length;
    }
    sumBelow += power;
    // Schroeder's group delay: each line has its turn, as long as its share of the power.
    phase -= 2 * Math.PI * sumBelow;
  });
  let peak = 0;
  for (const v of wave) peak = Math.max(peak, Math.abs(v));
  return wave.map((v) => 0.5 + (0.5 * v) / peak);
}
