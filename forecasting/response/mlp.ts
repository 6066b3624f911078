/** A perceptron with two hidden layers of 64 (ReLU) on the same inputs as ridge-ARX. */
import { FEATURES, fillFeatures } from "./features.ts";
import { LEADS, type ResponseLearner } from "./operation.ts";
import { glorot, type Trainable, train } from "./training.ts";
import { type Windows, windowsOf } from "./windows.ts";

const HIDDEN = 64;
const BATCH = 64;
const RATE = 1e-3;

/** Where each layer's weights (inputs × outputs, then biases) begin. */
const FROM_1 = 0;
const FROM_2 = FROM_1 + (FEATURES + 1) * HIDDEN;
const FROM_3 = FROM_2 + (HIDDEN + 1) * HIDDEN;
const WEIGHTS = FROM_3 + (HIDDEN + 1) * LEADS;

export const perceptron: ResponseLearner = {
  id: "mlp",
  about: `${FEATURES}-${HIDDEN}-${HIDDEN}-${LEADS}, ReLU, mean squared error, Adam ${RATE}, batches of ${BATCH}`,
  learn(records, random, effort) {
    const windows = windowsOf(records);
    const weights = new Float64Array(WEIGHTS);
    glorot(weights, FROM_1, FEATURES, HIDDEN, random);
    glorot(weights, FROM_2, HIDDEN, HIDDEN, random);
    glorot(weights, FROM_3, HIDDEN, LEADS, random);
    train(trainable(windows, weights), { windows: windows.count, batch: BATCH, rate: RATE }, random, effort);
    const [x, h1, h2, y] = [new Float64Array(FEATURES), blank(), blank(), new Float64Array(LEADS)];
    const { xScale, yScale } = windows;
    return {
      predict(operation, row, plan, out) {
        fillFeatures(operation, row, plan, x);
        xScale.apply(x);
        forward(weights, x, 0, h1, h2, y);
        for (let h = 0; h < LEADS; h++) out[h] = operation.airTempC[row]! + yScale.mean[h]! + yScale.deviation[h]! * y[h]!;
        return out;
      },
    };
  },
};

const blank = () => new Float64Array(HIDDEN);

function dense(w: Float64Array, from: number, x: Float64Array, at: number, inputs: number, out: Float64Array): void {
  const outputs = out.length;
  const bias = from + inputs * outputs;
  for (let o = 0; o < outputs; o++) out[o] = w[bias + o]!;
  for (let i = 0; i < inputs; i++) {
    const value = x[at + i]!;
    if (value === 0) continue;
    const row = from + i * outputs;
    for (let o = 0; o < outputs; o++) out[o]! += value * w[row + o]!;
  }
}

function rectify(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
}

function forward(w: Float64Array, x: Float64Array, at: number, h1: Float64Array, h2: Float64Array, y: Float64Array): void {
  dense(w, FROM_1, x, at, FEATURES, h1);
  rectify(h1);
  dense(w, FROM_2, h1, 0, HIDDEN, h2);
  rectify(h2);
  dense(w, FROM_3, h2, 0, HIDDEN, y);
}

/** Gradient of a dense layer from that of its outputs; fills `dx` (of the inputs) where given. */
function denseBack(
  w: Float64Array,
  g: Float64Array,
  from: number,
  x: Float64Array,
  at: number,
  inputs: number,
  dy: Float64Array,
  dx: Float64Array | undefined,
): void {
  const outputs = dy.length;
  const bias = from + inputs * outputs;
  for (let o = 0; o < outputs; o++) g[bias + o]! += dy[o]!;
  for (let i = 0; i < inputs; i++) {
    const value = x[at + i]!;
    const row = from + i * outputs;
    // A rectified unit that is off passes nothing on and learns nothing.
    if (dx && value === 0) {
      dx[i] = 0;
      continue;
    }
    let sum = 0;
    for (let o = 0; o < outputs; o++) {
      g[row + o]! += value * dy[o]!;
      sum += w[row + o]! * dy[o]!;
    }
    if (dx) dx[i] = sum;
  }
}

function trainable({ x, y }: Windows, weights: Float64Array): Trainable {
  const gradient = new Float64Array(WEIGHTS);
  const [h1, h2, out] = [blank(), blank(), new Float64Array(LEADS)];
  const [d1, d2, d3] = [blank(), blank(), new Float64Array(LEADS)];
  return {
    weights,
    gradient,
    accumulate(batch, from, to) {
      const scale = 2 / ((to - from) * LEADS);
      for (let b = from; b < to; b++) {
        const window = batch[b]!;
        forward(weights, x, window * FEATURES, h1, h2, out);
        for (let h = 0; h < LEADS; h++) d3[h] = scale * (out[h]! - y[window * LEADS + h]!);
        denseBack(weights, gradient, FROM_3, h2, 0, HIDDEN, d3, d2);
        denseBack(weights, gradient, FROM_2, h1, 0, HIDDEN, d2, d1);
        denseBack(weights, gradient, FROM_1, x, window * FEATURES, FEATURES, d1, undefined);
      }
    },
  };
}
