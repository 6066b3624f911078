/** The loop that every network here is trained by: passes over shuffled windows in small batches. */
import type { Random } from "#domain";
import { createAdam, fallingRate } from "./adam.ts";
import type { Effort } from "./operation.ts";

export interface Trainable {
  readonly weights: Float64Array;
  readonly gradient: Float64Array;
  /** Adds the gradient of the mean loss over the windows `batch[from..to)`. */
  accumulate(batch: Int32Array, from: number, to: number): void;
}

export interface TrainingOptions {
  readonly windows: number;
  readonly batch: number;
  readonly rate: number;
  readonly maxNorm?: number;
}

/** Trains in place. Passes begin at turning offsets of the stride, so that each window comes up. */
export function train(net: Trainable, { windows, batch, rate, maxNorm }: TrainingOptions, random: Random, effort: Effort): void {
  const adam = createAdam(net.weights.length, maxNorm);
  for (let epoch = 0; epoch < effort.epochs; epoch++) {
    const order = Int32Array.from(
      { length: Math.max(1, Math.floor((windows - (epoch % effort.stride) + effort.stride - 1) / effort.stride)) },
      (_, i) => Math.min(windows - 1, (epoch % effort.stride) + i * effort.stride),
    );
    shuffle(order, random);
    for (let from = 0; from < order.length; from += batch) {
      net.accumulate(order, from, Math.min(order.length, from + batch));
      adam.step(net.weights, net.gradient, fallingRate(rate, (epoch + from / order.length) / effort.epochs));
    }
  }
}

/** Fisher and Yates. */
function shuffle(order: Int32Array, random: Random): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}

/** Uniform in ±sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010). */
export function glorot(weights: Float64Array, from: number, inputs: number, outputs: number, random: Random): void {
  const limit = Math.sqrt(6 / (inputs + outputs));
  for (let i = 0; i < inputs * outputs; i++) weights[from + i] = limit * (2 * random.uniform() - 1);
}
