/** Interpretable multi-head attention (Lim et al. 2021, eqs. 13 to 16): one value matrix for all heads, so that their mean can be read. */
import * as tf from "@tensorflow/tfjs-core";
import { dense, type Pass, weight } from "./layers.ts";
import type { Matrix } from "./operations.ts";

/** What is added to a score that must not count. */
export const NEVER = -1e9;

/** 0 where step `i` of the horizon may look at step `j` of the window, else NEVER: not past itself. [1, 1, horizon, steps]. */
export function causalMask(encoder: number, horizon: number): tf.Tensor4D {
  const steps = encoder + horizon;
  const mask = new Float32Array(horizon * steps);
  for (let i = 0; i < horizon; i++) mask.fill(NEVER, i * steps + encoder + i + 1, (i + 1) * steps);
  return tf.tensor4d(mask, [1, 1, horizon, steps]);
}

export interface Attended {
  /** [horizon · batch, hidden]. */
  readonly values: Matrix;
  /** Where each step looked, mean over the heads, [batch, horizon, steps]; rows sum to one. */
  readonly weights: tf.Tensor3D;
}

/** `queries` are the rows of the horizon, `rows` those of the whole window, time-major. */
export function attend(pass: Pass, queries: Matrix, rows: Matrix, batch: number, heads: number): Attended {
  const hidden = rows.shape[1];
  const width = hidden / heads;
  const [horizon, steps] = [queries.shape[0] / batch, rows.shape[0] / batch];
  const split = (x: Matrix, n: number) => tf.transpose(tf.reshape(x, [n, batch, heads, width]), [1, 2, 0, 3]);
  const q = split(dense(pass, "attention.query", queries), horizon);
  const k = split(dense(pass, "attention.key", rows), steps);
  const v = tf.transpose(tf.reshape(dense(pass, "attention.value", rows), [steps, batch, width]), [1, 0, 2]);
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width));
  const weights = tf.mean(tf.softmax(tf.add(scores, causalMask(steps - horizon, horizon))), 1) as tf.Tensor3D;
  const mixed = tf.reshape(tf.transpose(tf.matMul(weights, v), [1, 0, 2]), [horizon * batch, width]) as Matrix;
  return { values: pass.ops.linear(mixed, weight(pass, "attention.output.weight"), undefined), weights };
}
