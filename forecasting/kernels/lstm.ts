/** A whole LSTM sequence as one kernel, backpropagation through time as another. */
import type * as tf from "@tensorflow/tfjs-core";
import { multiply } from "./dense.ts";
import type { Heap } from "./heap.ts";
import { matrixShape, needed, registerGradient, registerWasm, runMany } from "./register.ts";

export const LSTM = "ZcLstm";
const LSTM_GRADIENT = "ZcLstmGradient";

function forward(heap: Heap, inputs: Readonly<Record<string, tf.TensorInfo>>, steps: number): tf.TensorInfo[] {
  const { kernels, pointer, output, floats } = heap;
  const at = (name: string) => pointer(needed(inputs[name]));
  const [B, H] = matrixShape(needed(inputs.h0));
  const [rows, width] = matrixShape(needed(inputs.x));
  const hs = output([(steps + 1) * B, H]);
  const cs = output([(steps + 1) * B, H]);
  const gates = output([rows, 4 * H]);
  multiply(
    heap,
    [rows, width, 4 * H],
    { at: at("x"), row: width, column: 1 },
    { at: at("w"), row: 4 * H, column: 1 },
    pointer(gates),
    at("b"),
  );
  const panels = heap.scratch(4 * H * H);
  kernels.packPanels(at("u"), H, 4 * H, 4 * H, 1, panels);
  floats(pointer(hs), B * H).set(floats(at("h0"), B * H));
  floats(pointer(cs), B * H).set(floats(at("c0"), B * H));
  kernels.lstmForward(pointer(gates), pointer(hs), pointer(cs), panels, steps, B, H);
  return [hs, cs, gates];
}

function backward(heap: Heap, inputs: Readonly<Record<string, tf.TensorInfo>>, steps: number): tf.TensorInfo[] {
  const { kernels, pointer, output, floats, backend } = heap;
  const at = (name: string) => pointer(needed(inputs[name]));
  const [H] = matrixShape(needed(inputs.u));
  const [rows, width] = matrixShape(needed(inputs.x));
  const B = rows / steps;
  const state = B * H;
  const dgates = output([rows, 4 * H]);
  const [dx, dw, du, db] = [output([rows, width]), output([width, 4 * H]), output([H, 4 * H]), output([4 * H])] as const;
  const [dh, dc] = [output([B, H]), output([B, H])] as const;
  const panels = heap.scratch(4 * H * H);
  floats(pointer(dh), state).fill(0);
  floats(pointer(dc), state).set(floats(at("dcs") + steps * state * 4, state));
  kernels.packPanels(at("u"), 4 * H, H, 1, 4 * H, panels);
  kernels.lstmBackward(
    at("gates"),
    at("cs"),
    at("dhs") + state * 4,
    pointer(dh),
    pointer(dc),
    pointer(dgates),
    panels,
    steps,
    B,
    H,
  );
  const left = { at: pointer(dgates), row: 4 * H, column: 1 };
  multiply(heap, [rows, 4 * H, width], left, { at: at("w"), row: 1, column: 4 * H }, pointer(dx));
  kernels.gemmTall(at("x"), width, pointer(dgates), 4 * H, rows, width, 4 * H, pointer(dw));
  kernels.gemmTall(at("hs"), H, pointer(dgates), 4 * H, rows, H, 4 * H, pointer(du));
  kernels.columnSum(pointer(dgates), rows, 4 * H, pointer(db));
  backend.disposeData(dgates.dataId);
  return [dx, dw, du, db, dh, dc];
}

export function registerLstm(heap: Heap): void {
  registerWasm(LSTM, (inputs, { steps }) => forward(heap, inputs, needed(steps)));
  registerWasm(LSTM_GRADIENT, (inputs, { steps }) => backward(heap, inputs, needed(steps)));
  registerGradient({
    kernelName: LSTM,
    inputsToSave: ["x", "w", "u"],
    outputsToSave: [true, true, true],
    gradFunc: (dys, saved, attributes) => {
      const [x, w, u, hs, cs, gates] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const [dhs, dcs] = dys as tf.Tensor[];
      const all = { x, w, u, hs, cs, gates, dhs: needed(dhs), dcs: needed(dcs) };
      const parts = runMany(LSTM_GRADIENT, all, attributes as unknown as { steps: number });
      const part = (i: number) => () => needed(parts[i]);
      return { x: part(0), w: part(1), u: part(2), b: part(3), h0: part(4), c0: part(5) };
    },
  });
}
