/** Puts all kernels in place, once per thread. */
import { registerDense } from "./dense.ts";
import { registerGatedNorm } from "./gated-norm.ts";
import { type Heap, joinHeap } from "./heap.ts";
import { registerLstm } from "./lstm.ts";
import type { KernelBuild } from "./module.ts";
import { registerSelection } from "./selection.ts";
import { replaceStock } from "./stock.ts";

/** Registers the kernels on tfjs's wasm backend, which must be ready. */
export function installKernels(build: KernelBuild): Heap {
  const heap = joinHeap(build);
  registerDense(heap);
  registerGatedNorm(heap);
  registerLstm(heap);
  registerSelection(heap);
  replaceStock(heap);
  return heap;
}
