/** The layers that a TFT is built from; one implementation on tfjs's own operations, one on our kernels. */
import type * as tf from "@tensorflow/tfjs-core";

export type Matrix = tf.Tensor2D;

export interface LstmResult {
  /** All hidden states, [steps · batch, hidden], oldest first. */
  readonly all: Matrix;
  readonly lastHidden: Matrix;
  readonly lastCell: Matrix;
}

/** Rows are time-major: row = step · batch + window. */
export interface Operations {
  /** x w + b, through an exponential linear unit if wanted. */
  linear(x: Matrix, w: tf.Tensor, b: tf.Tensor | undefined, elu?: boolean): Matrix;
  /** elu(a + c), where c (one row per window) is repeated for every step of a. */
  contextElu(a: Matrix, c: Matrix): Matrix;
  /** LayerNorm(skip + a · sigmoid(b)), g = [a | b]. */
  gatedNorm(g: Matrix, skip: Matrix, gamma: tf.Tensor, beta: tf.Tensor): Matrix;
  /** Column `column` of x times the row w, plus the row b; through an exponential linear unit if wanted. */
  spread(x: Matrix, column: number, w: Matrix, b: Matrix, elu: boolean): Matrix;
  /** Sum over v of column v of w times part v. */
  weightedSum(parts: readonly Matrix[], w: Matrix): Matrix;
  /** Gates in the order input, forget, cell, output. */
  lstm(x: Matrix, w: tf.Tensor, u: tf.Tensor, b: tf.Tensor, h0: Matrix, c0: Matrix, steps: number): LstmResult;
  /** Leaves units out with chance `rate` and scales the others up; which ones follows from `seed` (uint32). */
  dropout(x: Matrix, rate: number, seed: number): Matrix;
}
