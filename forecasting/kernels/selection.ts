/** Variable selection: a real input spread over a row, and the weighted sum of all variables' rows. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Heap } from "./heap.ts";
import { type Inputs, matrixShape, needed, registerGradient, registerWasm, runMany, runOne, sizeOf } from "./register.ts";

export const SPREAD = "ZcSpread";
export const WEIGHTED_SUM = "ZcWeightedSum";
const SPREAD_GRADIENT = "ZcSpreadGradient";
const WEIGHTED_SUM_GRADIENT = "ZcWeightedSumGradient";

/** Kernels with as many inputs as there are variables take a list: the weights, then the parts. tfjs names them by place. */
const WEIGHTS = "0";
const partName = (v: number): string => `${v + 1}`;

function registerSpread({ kernels, pointer, output }: Heap): void {
  registerWasm(SPREAD, ({ x, w, b }, { column, elu }) => {
    const [M, stride] = matrixShape(needed(x));
    const H = sizeOf(needed(w).shape);
    const y = output([M, H]);
    const from = pointer(needed(x)) + needed(column) * 4;
    kernels.spread(from, stride, pointer(needed(w)), pointer(needed(b)), pointer(y), M, H, elu ?? 0);
    return y;
  });
  registerWasm(SPREAD_GRADIENT, ({ x, dy, y }, { column }) => {
    const [, stride] = matrixShape(needed(x));
    const [M, H] = matrixShape(needed(dy));
    const [dw, db] = [output([1, H]), output([1, H])];
    const from = pointer(needed(x)) + needed(column) * 4;
    kernels.spreadGradient(from, stride, pointer(needed(dy)), y ? pointer(y) : 0, pointer(needed(dw)), pointer(needed(db)), M, H);
    return [needed(dw), needed(db)];
  });
  registerGradient({
    kernelName: SPREAD,
    inputsToSave: ["x"],
    outputsToSave: [true],
    gradFunc: (dy, saved, attributes) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const { column, elu } = attributes as unknown as { column: number; elu: number };
      const inputs: Inputs = elu ? { x, dy: dy as tf.Tensor, y } : { x, dy: dy as tf.Tensor };
      const parts = runMany(SPREAD_GRADIENT, inputs, { column });
      const part = (i: number) => () => needed(parts[i]);
      return { w: part(0), b: part(1) };
    },
  });
}

function registerWeightedSum({ kernels, pointer, output, scratch, floats }: Heap): void {
  const table = (at: number, tensors: readonly tf.TensorInfo[]): number => {
    const pointers = Uint32Array.from(tensors, pointer);
    floats(at, tensors.length).set(new Float32Array(pointers.buffer));
    return at;
  };
  const partsOf = (inputs: Inputs, count: number) => Array.from({ length: count }, (_, v) => needed(inputs[partName(v)]));
  registerWasm(WEIGHTED_SUM, (inputs) => {
    const w = needed(inputs[WEIGHTS]);
    const [M, V] = matrixShape(w);
    const parts = partsOf(inputs, V);
    const [, H] = matrixShape(needed(parts[0]));
    const y = output([M, H]);
    kernels.weightedSum(table(scratch(V), parts), pointer(w), pointer(y), M, V, H);
    return y;
  });
  registerWasm(WEIGHTED_SUM_GRADIENT, (inputs) => {
    const [w, dy] = [needed(inputs[WEIGHTS]), needed(inputs.dy)];
    const [M, V] = matrixShape(w);
    const [, H] = matrixShape(dy);
    const out = Array.from({ length: V }, () => output([M, H]));
    const dw = output([M, V]);
    const at = scratch(2 * V);
    table(at, partsOf(inputs, V));
    table(at + 4 * V, out);
    kernels.weightedSumGradient(at, pointer(w), pointer(dy), at + 4 * V, pointer(dw), M, V, H);
    return [...out, dw];
  });
  registerGradient({
    kernelName: WEIGHTED_SUM,
    saveAllInputs: true,
    gradFunc: (dy, saved) => {
      const [w, ...parts] = saved as tf.Tensor[];
      const inputs = Object.fromEntries(parts.map((t, v) => [partName(v), t]));
      const out = runMany(WEIGHTED_SUM_GRADIENT, { ...inputs, [WEIGHTS]: needed(w), dy: dy as tf.Tensor });
      const named = parts.map((_, v) => [partName(v), () => needed(out[v])] as const);
      return { [WEIGHTS]: () => needed(out[parts.length]), ...Object.fromEntries(named) };
    },
  });
}

export function registerSelection(heap: Heap): void {
  registerSpread(heap);
  registerWeightedSum(heap);
}

/** Sum over v of column v of `w` times part v. */
export const runWeightedSum = (parts: readonly tf.Tensor2D[], w: tf.Tensor2D): tf.Tensor2D => runOne(WEIGHTED_SUM, [w, ...parts]);
