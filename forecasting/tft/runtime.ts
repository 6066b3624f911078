/** tensorflow.js made ready on this thread: which backend computes, and on whose kernels. */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { ZonecastError } from "#domain";
import type { Heap } from "../kernels/heap.ts";
import { installKernels } from "../kernels/install.ts";
import { bestBuild, type KernelBuild } from "../kernels/module.ts";
import { fusedOperations } from "./fused-operations.ts";
import type { Operations } from "./operations.ts";
import { plainOperations } from "./plain-operations.ts";

export interface RuntimeOptions {
  /** `auto`: the fastest build. `none`: tfjs's own operations on its cpu backend, slow, the oracle of tests. */
  readonly kernels?: KernelBuild | "auto" | "none";
  /** Whether gradients will be asked for. `false` loads less: for threads that only forecast. Default true. */
  readonly learning?: boolean;
}

export interface Runtime {
  /** What computes; recorded in checkpoints, since builds differ in the last bits. */
  readonly kernels: KernelBuild | "none";
  readonly operations: Operations;
  /** There when own kernels run. */
  readonly heap: Heap | undefined;
}

let installed: { readonly build: KernelBuild; readonly heap: Heap } | undefined;

async function heapFor(build: KernelBuild): Promise<Heap> {
  if (!(await tf.setBackend("wasm"))) throw new ZonecastError("bad-config", "tfjs's wasm backend does not start");
  installed ??= { build, heap: installKernels(build) };
  if (installed.build !== build)
    throw new ZonecastError("bad-config", `this thread already runs the ${installed.build} kernels`, {
      hint: "take another worker thread for the other build",
    });
  return installed.heap;
}

/** The gradients of stock operations, and the cpu backend: only the package of everything registers them. */
const loadEverything = async (): Promise<unknown> => import("@tensorflow/tfjs");

/**
 * Starts tfjs on this thread; again and again is no harm. tfjs computes in the calling thread: in a server, call it in a
 * worker. Throws `bad-config`.
 */
export async function startRuntime({ kernels = "auto", learning = true }: RuntimeOptions = {}): Promise<Runtime> {
  if (learning || kernels === "none") await loadEverything();
  if (kernels === "none") {
    await tf.setBackend("cpu");
    return { kernels: "none", operations: plainOperations, heap: undefined };
  }
  const build = kernels === "auto" ? (installed?.build ?? bestBuild()) : kernels;
  return { kernels: build, operations: fusedOperations, heap: await heapFor(build) };
}
