/** Kernels of tfjs's own that are slow or wasteful on wasm, replaced: batched and transposed products, slices, splits, copies. */
import * as tf from "@tensorflow/tfjs-core";
import { multiply } from "./dense.ts";
import type { Heap } from "./heap.ts";
import { matrixShape, needed, sizeOf } from "./register.ts";

type Kernel = tf.KernelConfig["kernelFunc"];

/** Puts `make(original)` in the place of a stock kernel. */
function replace(name: string, make: (original: Kernel) => Kernel): void {
  const original = needed(tf.getKernel(name, "wasm"));
  tf.unregisterKernel(name, "wasm");
  tf.registerKernel({ ...original, kernelFunc: make(original.kernelFunc) });
}

const isMatrix = (x: tf.TensorInfo): boolean => x.dtype === "float32" && x.shape.length === 2;

function batchMatMul(heap: Heap): (original: Kernel) => Kernel {
  return (original) => (call) => {
    const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA, transposeB } = call.attrs as unknown as { transposeA: boolean; transposeB: boolean };
    const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
    const [countA, countB] = [sizeOf(batchA), sizeOf(batchB)];
    const sameBatch = batchA.join() === batchB.join() || countA === 1 || countB === 1;
    if (a.dtype !== "float32" || b.dtype !== "float32" || !sameBatch) return original(call);
    const [rowsA, ldA] = a.shape.slice(-2) as [number, number];
    const [rowsB, ldB] = b.shape.slice(-2) as [number, number];
    const [M, K] = transposeA ? [ldA, rowsA] : [rowsA, ldA];
    const N = transposeB ? rowsB : ldB;
    const out = heap.output([...(countA >= countB ? batchA : batchB), M, N]);
    for (let i = 0; i < Math.max(countA, countB); i++) {
      const left = heap.pointer(a) + (countA > 1 ? i * M * K * 4 : 0);
      const right = heap.pointer(b) + (countB > 1 ? i * K * N * 4 : 0);
      const to = heap.pointer(out) + i * M * N * 4;
      if (transposeA && !transposeB && K >= 64) heap.kernels.gemmTall(left, ldA, right, ldB, K, M, N, to);
      else
        multiply(
          heap,
          [M, K, N],
          { at: left, row: transposeA ? 1 : ldA, column: transposeA ? ldA : 1 },
          { at: right, row: transposeB ? 1 : ldB, column: transposeB ? ldB : 1 },
          to,
        );
    }
    return out;
  };
}

function slice({ pointer, output, kernels }: Heap): (original: Kernel) => Kernel {
  return (original) => (call) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    if (!isMatrix(x)) return original(call);
    const { begin, size } = call.attrs as unknown as { begin: readonly number[]; size: readonly number[] };
    const [rows, columns] = matrixShape(x);
    const [fromRow, fromColumn] = [begin[0] ?? 0, begin[1] ?? 0];
    const take = (wanted: number | undefined, there: number) => (wanted === undefined || wanted < 0 ? there : wanted);
    const [M, N] = [take(size[0], rows - fromRow), take(size[1], columns - fromColumn)];
    const y = output([M, N]);
    kernels.copyBlock(pointer(x) + (fromRow * columns + fromColumn) * 4, columns, pointer(y), N, M, N);
    return y;
  };
}

/**
 * Replaces them for this thread. With copies by reference `tf.clone(v)` shares memory with `v`: whoever writes into the heap
 * must not hold clones.
 */
export function replaceStock(heap: Heap): void {
  replace("BatchMatMul", batchMatMul(heap));
  replace("Slice", slice(heap));
  replace("Identity", () => ({ inputs }) => {
    const { x } = inputs as { x: tf.TensorInfo };
    heap.backend.incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  });
}
