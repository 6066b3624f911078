/** The layers on tfjs's own operations, as the formulas have them: for any backend, and the oracle of the kernels. */
import * as tf from "@tensorflow/tfjs-core";
import { NORM_EPSILON } from "../kernels/gated-norm.ts";
import type { LstmResult, Matrix, Operations } from "./operations.ts";

function lstm(x: Matrix, w: tf.Tensor, u: tf.Tensor, b: tf.Tensor, h0: Matrix, c0: Matrix, steps: number): LstmResult {
  const [batch, hidden] = h0.shape;
  const projected = tf.add(tf.matMul(x, w as Matrix), b);
  const all: Matrix[] = [];
  let [h, c] = [h0, c0];
  for (let t = 0; t < steps; t++) {
    const z = tf.add(tf.slice(projected, [t * batch, 0], [batch, 4 * hidden]), tf.matMul(h, u as Matrix));
    const [i, f, g, o] = tf.split(z, 4, 1) as [Matrix, Matrix, Matrix, Matrix];
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    h = tf.mul(tf.sigmoid(o), tf.tanh(c));
    all.push(h);
  }
  return { all: tf.concat2d(all, 0), lastHidden: h, lastCell: c };
}

/** Mixer "lowbias32" (Wellons 2018), as the dropout kernel has it. */
function mixed(i: number, seed: number): number {
  let h = Math.imul(i, 0x9e3779b9) ^ seed;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

export const plainOperations: Operations = {
  linear(x, w, b, elu = false) {
    const product: Matrix = tf.matMul(x, w as Matrix);
    const y: Matrix = b ? tf.add(product, b) : product;
    return elu ? tf.elu(y) : y;
  },
  contextElu(a, c) {
    const [batch, hidden] = c.shape;
    const rows = tf.reshape(a, [a.shape[0] / batch, batch, hidden]);
    return tf.reshape(tf.elu(tf.add(rows, tf.expandDims(c, 0))), a.shape);
  },
  gatedNorm(g, skip, gamma, beta) {
    const [a, b] = tf.split(g, 2, 1) as [Matrix, Matrix];
    const x = tf.add(skip, tf.mul(a, tf.sigmoid(b)));
    const centred = tf.sub(x, tf.mean(x, 1, true));
    const variance = tf.mean(tf.square(centred), 1, true);
    return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, NORM_EPSILON))), gamma), beta);
  },
  spread(x, column, w, b, elu) {
    const rows = x.shape[0];
    const y = tf.add<Matrix>(
      tf.matMul(tf.slice(x, [0, column], [rows, 1]), tf.reshape(w, [1, w.size])),
      tf.reshape(b, [1, b.size]),
    );
    return elu ? tf.elu(y) : y;
  },
  weightedSum(parts, w) {
    const [rows] = w.shape;
    const weighted = parts.map((part, v) => tf.mul<Matrix>(part, tf.slice(w, [0, v], [rows, 1])));
    return tf.addN(weighted);
  },
  lstm,
  dropout(x, rate, seed) {
    const mask = Float32Array.from({ length: x.size }, (_, i) => (mixed(i, seed) >= rate * 4294967296 ? 1 / (1 - rate) : 0));
    return tf.mul(x, tf.tensor2d(mask, x.shape));
  },
};
