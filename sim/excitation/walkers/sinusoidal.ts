/** Single sine periods of random length and height, with rests between. */
import { oneOf } from "../draw.ts";
import { defineWalker, levelAt } from "../walker.ts";
import { shareChoices, stepChoices, upTo } from "./choices.ts";

export const sinusoidal = defineWalker({
  label: "sinusoidal",
  formula: "mid + a (max - min)/2 sin(2πk/n), k = 0..n-1, then the last value for s steps; n, a, s drawn for each period",
  source: "BuilDyn 1.1.0 `SinusoidalWalker` (arXiv 2605.29849)",
  use: "Smooth and easy on valves; little energy above the fundamental, and levels gather around the middle.",
  parameters: {
    periodSteps: stepChoices(2).default(upTo(5, 39)).describe("choices for n, steps (BuilDyn: `freq_distribution`)"),
    amplitudes: shareChoices
      .default([0.2, 0.4, 0.6, 0.8, 1])
      .describe("choices for a, share of half the range (BuilDyn: `amp_distribution`)"),
    restSteps: stepChoices(0).default(upTo(1, 7)).describe("choices for s, steps (BuilDyn: `steady_distribution`)"),
  },
  start({ periodSteps, amplitudes, restSteps }, { range, random }) {
    let period = 0;
    let amplitude = 0;
    let length = 0;
    let k = 0;
    let level = levelAt(range, 0.5);
    return () => {
      if (k >= length) {
        period = oneOf(random, periodSteps);
        amplitude = oneOf(random, amplitudes);
        length = period + oneOf(random, restSteps);
        k = 0;
      }
      if (k < period) level = levelAt(range, 0.5 + 0.5 * amplitude * Math.sin((2 * Math.PI * k) / period));
      k++;
      return level;
    };
  },
});
