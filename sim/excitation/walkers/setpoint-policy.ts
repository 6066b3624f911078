/** Five ways of moving a set-point, taken in turn by lot: what an exploring controller does to a real building. */
import { z } from "zod";
import type { Random } from "#domain";
import { logUniform } from "../draw.ts";
import { defineWalker, levelAt, reflect, stepsOf } from "../walker.ts";

const weight = (what: string) => z.number().min(0).max(1_000).default(1).describe(`relative frequency of ${what}`);

export const setpointPolicy = defineWalker({
  label: "set-point policy",
  formula:
    "five modes by lot, ln(duration) ~ U: drift (reflected random walk), ramp, oscillation, jump, noisy hold; all but jumps start where the last mode ended",
  source: "the five modes of Aran Domingo et al., MethodsX (2026) 103866; durations, amplitudes and weights are ours",
  use: "Set-points (heating 15..24 °C, cooling 22..30 °C): the building's own controller stays in the loop, so comfort is nearly kept.",
  parameters: {
    driftWeight: weight("drift"),
    rampWeight: weight("ramps"),
    oscillationWeight: weight("oscillations"),
    jumpWeight: weight("jumps"),
    noisyHoldWeight: weight("noisy holds"),
    shortestModeS: z.number().positive().max(1e8).default(3_600).describe("shortest duration of a mode, s"),
    longestModeS: z.number().positive().max(1e8).default(43_200).describe("longest duration of a mode, s"),
    driftPerRootH: z
      .number()
      .min(0)
      .max(10)
      .default(0.15)
      .describe("drift: standard deviation after an hour, share of the range"),
    noise: z.number().min(0).max(1).default(0.03).describe("noisy hold: standard deviation, share of the range"),
    shortestOscillationS: z.number().positive().max(1e8).default(3_600).describe("oscillation: shortest period, s"),
    longestOscillationS: z.number().positive().max(1e8).default(21_600).describe("oscillation: longest period, s"),
  },
  start(p, { range, stepS, random }) {
    const drift = p.driftPerRootH * Math.sqrt(stepS / 3600);
    const modes: readonly [number, (from: number, steps: number) => Mode][] = [
      [p.driftWeight, (from) => drifting(random, from, drift)],
      [p.rampWeight, (from, steps) => ramping(from, random.uniform(), steps)],
      [p.oscillationWeight, (from) => oscillating(random, from, drawPeriod() / stepS)],
      [p.jumpWeight, () => holding(random.uniform())],
      [p.noisyHoldWeight, (from) => noisy(random, from, p.noise)],
    ];
    const drawPeriod = () => logUniform(random, p.shortestOscillationS, Math.max(p.shortestOscillationS, p.longestOscillationS));
    const total = modes.reduce((sum, [w]) => sum + w, 0);
    const drawMode = () => {
      let ticket = random.uniform() * total;
      for (const [w, begin] of modes) {
        ticket -= w;
        if (ticket < 0) return begin;
      }
      return holding;
    };
    let share = random.uniform();
    let mode: Mode = holding(share);
    let left = 0;
    return () => {
      if (left === 0) {
        left = stepsOf(logUniform(random, p.shortestModeS, Math.max(p.shortestModeS, p.longestModeS)), stepS);
        mode = drawMode()(share, left);
      }
      left--;
      share = mode();
      return levelAt(range, share);
    };
  },
});

/** The next share of the range, 0..1. */
type Mode = () => number;

const holding =
  (share: number): Mode =>
  () =>
    share;

function drifting(random: Random, from: number, sd: number): Mode {
  let share = from;
  return () => {
    share = reflect(share + sd * random.normal());
    return share;
  };
}

function ramping(from: number, to: number, steps: number): Mode {
  let k = 0;
  return () => from + ((to - from) * Math.min(++k, steps)) / steps;
}

/** Around a centre as near as the amplitude allows, in the phase that meets `from`. */
function oscillating(random: Random, from: number, periodSteps: number): Mode {
  const amplitude = 0.1 + 0.4 * random.uniform();
  const centre = Math.min(1 - amplitude, Math.max(amplitude, from));
  const rising = Math.asin(Math.min(1, Math.max(-1, (from - centre) / amplitude)));
  let k = 0;
  return () => centre + amplitude * Math.sin(rising + (2 * Math.PI * ++k) / periodSteps);
}

/** The noise is laid over the level that is held: it does not add up. */
function noisy(random: Random, from: number, sd: number): Mode {
  return () => reflect(from + sd * random.normal());
}
