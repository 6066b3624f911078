/** Dense layers: product, bias and exponential linear unit, with gradients that never transpose in memory. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Heap } from "./heap.ts";
import { matrixShape, needed, registerGradient, registerWasm, runOne, sizeOf } from "./register.ts";

export const LINEAR = "ZcLinear";
export const CONTEXT_ELU = "ZcContextElu";
const ELU_GRADIENT = "ZcEluGradient";
const COLUMN_SUM = "ZcColumnSum";
const GROUP_SUM = "ZcGroupSum";
const TIMES_TRANSPOSED = "ZcTimesTransposed";
const TRANSPOSED_TIMES = "ZcTransposedTimes";

/** A matrix as the multiplication sees it: where it begins and how far rows and columns lie apart, floats. */
interface Operand {
  readonly at: number;
  readonly row: number;
  readonly column: number;
}

/** c [M, N] = a [M, K] b [K, N] + bias (byte offset, 0 for none); adds to c if asked. */
export function multiply(
  heap: Heap,
  [M, K, N]: readonly [number, number, number],
  a: Operand,
  b: Operand,
  c: number,
  bias = 0,
  add = 0,
): void {
  const panels = heap.scratch(((N + 7) & ~7) * K);
  heap.kernels.packPanels(b.at, K, N, b.row, b.column, panels);
  heap.kernels.gemmPacked(a.at, M, K, a.row, a.column, panels, N, bias, c, N, add);
}

function registerKernels(heap: Heap): void {
  const { kernels, pointer, output } = heap;
  registerWasm(LINEAR, ({ x, w, b }, { elu }) => {
    const [M, K] = matrixShape(needed(x));
    const [, N] = matrixShape(needed(w));
    const y = output([M, N]);
    const left = { at: pointer(needed(x)), row: K, column: 1 };
    multiply(heap, [M, K, N], left, { at: pointer(needed(w)), row: N, column: 1 }, pointer(y), b ? pointer(b) : 0);
    if (elu) kernels.elu(pointer(y), pointer(y), M * N);
    return y;
  });
  registerWasm(CONTEXT_ELU, ({ a, c }) => {
    const y = output(needed(a).shape);
    kernels.contextElu(pointer(needed(a)), pointer(needed(c)), pointer(y), sizeOf(y.shape), sizeOf(needed(c).shape));
    return y;
  });
  registerWasm(ELU_GRADIENT, ({ dy, y }) => {
    const dx = output(needed(dy).shape);
    kernels.eluGradient(pointer(needed(dy)), pointer(needed(y)), pointer(dx), sizeOf(dx.shape));
    return dx;
  });
  registerWasm(COLUMN_SUM, ({ x }) => {
    const [M, N] = matrixShape(needed(x));
    const y = output([N]);
    kernels.columnSum(pointer(needed(x)), M, N, pointer(y));
    return y;
  });
  registerWasm(GROUP_SUM, ({ x }, { group }) => {
    const [M, N] = matrixShape(needed(x));
    const rows = needed(group);
    const y = output([rows, N]);
    kernels.columnSum(pointer(needed(x)), M / rows, rows * N, pointer(y));
    return y;
  });
  registerWasm(TIMES_TRANSPOSED, ({ a, b }) => {
    const [M, K] = matrixShape(needed(a));
    const [N] = matrixShape(needed(b));
    const y = output([M, N]);
    const left = { at: pointer(needed(a)), row: K, column: 1 };
    multiply(heap, [M, K, N], left, { at: pointer(needed(b)), row: 1, column: K }, pointer(y));
    return y;
  });
  registerWasm(TRANSPOSED_TIMES, ({ a, b }) => {
    const [K, M] = matrixShape(needed(a));
    const [, N] = matrixShape(needed(b));
    const y = output([M, N]);
    kernels.gemmTall(pointer(needed(a)), M, pointer(needed(b)), N, K, M, N, pointer(y));
    return y;
  });
}

export function registerDense(heap: Heap): void {
  registerKernels(heap);
  registerGradient({
    kernelName: LINEAR,
    inputsToSave: ["x", "w"],
    outputsToSave: [true],
    gradFunc: (dy, saved, attributes) => {
      const [x, w, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const d = (attributes as unknown as { elu?: number }).elu
        ? runOne(ELU_GRADIENT, { dy: dy as tf.Tensor, y })
        : (dy as tf.Tensor);
      return {
        x: () => runOne(TIMES_TRANSPOSED, { a: d, b: w }),
        w: () => runOne(TRANSPOSED_TIMES, { a: x, b: d }),
        b: () => runOne(COLUMN_SUM, { x: d }),
      };
    },
  });
  registerGradient({
    kernelName: CONTEXT_ELU,
    inputsToSave: ["c"],
    outputsToSave: [true],
    gradFunc: (dy, saved) => {
      const [c, y] = saved as [tf.Tensor, tf.Tensor];
      const d = runOne(ELU_GRADIENT, { dy: dy as tf.Tensor, y });
      return { a: () => d, c: () => runOne(GROUP_SUM, { x: d }, { group: needed(c.shape[0]) }) };
    },
  });
}
