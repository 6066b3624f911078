/** Gated skip with layer norm, and dropout. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Heap } from "./heap.ts";
import { matrixShape, needed, registerGradient, registerWasm, runMany, runOne, sizeOf } from "./register.ts";

export const GATED_NORM = "ZcGatedNorm";
export const DROPOUT = "ZcDropout";
const GATED_NORM_GRADIENT = "ZcGatedNormGradient";

/** Epsilon of every layer norm. */
export const NORM_EPSILON = 1e-3;

export function registerGatedNorm({ kernels, pointer, output }: Heap): void {
  registerWasm(GATED_NORM, ({ g, skip, gamma, beta }) => {
    const [M, H] = matrixShape(needed(skip));
    const y = output([M, H]);
    const [at, from, scale, shift] = [g, skip, gamma, beta].map((t) => pointer(needed(t)));
    kernels.gatedNorm(needed(at), needed(from), needed(scale), needed(shift), pointer(y), M, H, NORM_EPSILON);
    return y;
  });
  registerWasm(GATED_NORM_GRADIENT, ({ dy, g, skip, gamma }) => {
    const [M, H] = matrixShape(needed(skip));
    const out = [output([M, 2 * H]), output([M, H]), output([H]), output([H])];
    const from = [dy, g, skip, gamma].map((t) => pointer(needed(t)));
    kernels.gatedNormGradient(...from, ...out.map(pointer), M, H, NORM_EPSILON);
    return out;
  });
  registerGradient({
    kernelName: GATED_NORM,
    inputsToSave: ["g", "skip", "gamma"],
    gradFunc: (dy, saved) => {
      const [g, skip, gamma] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const parts = runMany(GATED_NORM_GRADIENT, { dy: dy as tf.Tensor, g, skip, gamma });
      const part = (i: number) => () => needed(parts[i]);
      return { g: part(0), skip: part(1), gamma: part(2), beta: part(3) };
    },
  });
  registerWasm(DROPOUT, ({ x }, { rate, seed }) => {
    const y = output(needed(x).shape);
    kernels.dropout(pointer(needed(x)), pointer(y), sizeOf(y.shape), needed(rate), needed(seed));
    return y;
  });
  registerGradient({
    kernelName: DROPOUT,
    // The mask follows from the seed: the same kernel on dy is the gradient.
    gradFunc: (dy, _, attributes) => ({
      x: () => runOne(DROPOUT, { x: dy as tf.Tensor }, attributes as unknown as { rate: number; seed: number }),
    }),
  });
}
