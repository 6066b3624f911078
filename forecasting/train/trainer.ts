/** Training step by step on the calling thread: for fine-tuning on one building inside a worker, and for tests. */
import { type Random, ZonecastError } from "#domain";
import type { WindowBatch } from "../tft/batch.ts";
import { isTrainable, type Trainable } from "../tft/layout.ts";
import type { Tft } from "../tft/tft.ts";
import { adamStep, clipFactor, freshAdam, squareSum } from "./adam.ts";

export interface TrainerOptions {
  /** What learns; the rest stays as it is. Default `all`. */
  readonly what?: Trainable;
  /** Step size of Adam. Default 0.001. */
  readonly learningRate?: number;
  /** Most norm of a gradient. Default 1. */
  readonly clip?: number;
  /** Draws what dropout leaves out. */
  readonly random: Random;
}

export interface Trainer {
  /** Numbers that learn. */
  readonly trainedParameters: number;
  /** Steps taken. */
  readonly steps: number;
  /** Learns from one batch; returns its mean pinball loss before the step. `rate` replaces the learning rate for this step. */
  step(batch: WindowBatch, rate?: number): number;
}

const DRAWS = 4_294_967_296;

/** Throws `numerics` from a step whose gradient is not finite; the model is then as it was before that step. */
export function createTrainer(tft: Tft, { what = "all", learningRate = 1e-3, clip = 1, random }: TrainerOptions): Trainer {
  const parameters = tft.parameters();
  const gradient = new Float32Array(parameters.length);
  const adam = freshAdam(parameters.length);
  const ranges = tft.layout.filter((p) => isTrainable(p, what)).map((p) => [p.offset, p.offset + p.size] as const);
  let steps = 0;
  return {
    trainedParameters: ranges.reduce((n, [from, to]) => n + to - from, 0),
    get steps() {
      return steps;
    },
    step(batch, rate = learningRate) {
      const { lossSum, terms } = tft.gradients(batch, gradient, random.below(DRAWS), what);
      if (terms === 0) return Number.NaN;
      const norm = Math.sqrt(squareSum(gradient)) / terms;
      if (!Number.isFinite(norm))
        throw new ZonecastError("numerics", "the gradient is not finite", { hint: "use a smaller learning rate" });
      steps++;
      const factor = clipFactor(norm, clip) / terms;
      for (const [from, to] of ranges) adamStep(parameters, gradient, adam, { step: steps, rate, factor }, from, to);
      tft.setParameters(parameters);
      return lossSum / terms;
    },
  };
}
