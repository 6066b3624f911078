/** tensorflow.js with everything on it, as one thing to be loaded when a model is first wanted. */
import * as tf from "@tensorflow/tfjs-core";
import type { TftConfig } from "./config.ts";
import { type RuntimeOptions, startRuntime } from "./runtime.ts";
import { createTft, type Tft } from "./tft.ts";

export interface TftRuntime {
  /** What computes; builds differ in the last bits. */
  readonly kernels: "simd" | "relaxed" | "none";
  /** A model with parameters drawn from `seed`. Throws `bad-config`. */
  create(config: TftConfig, seed: number): Tft;
  /** What tfjs holds on this thread. The wasm heap never shrinks; past 4 GB the process dies, so recycle workers. */
  memory(): { readonly tensors: number; readonly heapBytes: number };
}

/** See `startTft`. */
export async function open(options: RuntimeOptions): Promise<TftRuntime> {
  const runtime = await startRuntime(options);
  return {
    kernels: runtime.kernels,
    create: (config, seed) => createTft(runtime, config, seed),
    memory: () => ({ tensors: tf.memory().numTensors, heapBytes: runtime.heap?.bytes() ?? 0 }),
  };
}
