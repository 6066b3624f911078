/**
 * Variable selection (Lim et al. 2021, eqs. 6 to 8) for real inputs, with the embedding folded into the layers behind it.
 *
 * The embedding of a real input x is x w + b, so whatever is linear in it can be worked out on the parameters first:
 * fc1(x w + b) = x (w W1) + (b W1 + b1), an outer product in place of a matrix product; the same for the flattened network
 * over all inputs. No parameter changes, and gradients reach the originals, since the folding is part of the graph.
 */
import * as tf from "@tensorflow/tfjs-core";
import { dense, gatedNorm, hiddenLayer, type Pass, weight } from "./layers.ts";
import type { Matrix } from "./operations.ts";

export interface Selected {
  /** [rows, hidden]. */
  readonly values: Matrix;
  /** How much each input counted, [rows, inputs]; rows sum to one. */
  readonly weights: Matrix;
}

export interface SelectionInputs {
  /** [rows, inputs], missing values as zero. */
  readonly x: Matrix;
  /** [rows, inputs]: 0 where there is a value, a large negative number where it is missing; undefined when none is. */
  readonly absent: Matrix | undefined;
}

/** Rows of the shared embedding that belong to these inputs. */
interface Embedding {
  readonly w: Matrix;
  readonly b: Matrix;
}

/** Embeddings of `inputs` variables, from `first` on. */
function embeddingOf(pass: Pass, name: string, first: number, inputs: number): Embedding {
  const hidden = weight(pass, `${name}.weight`).shape[1] ?? 0;
  const rows = (t: tf.Tensor) => tf.slice(t as Matrix, [first, 0], [inputs, hidden]);
  return { w: rows(weight(pass, `${name}.weight`)), b: rows(weight(pass, `${name}.bias`)) };
}

/** The dense layer `name` over all flattened embeddings, as a layer over the inputs themselves. */
function foldFlat(pass: Pass, name: string, { w, b }: Embedding): readonly [weights: Matrix, bias: tf.Tensor1D] {
  const [inputs, hidden] = w.shape;
  const full = weight(pass, `${name}.weight`) as Matrix;
  const outputs = full.shape[1];
  const cube = tf.reshape(full, [inputs, hidden, outputs]);
  const folded = tf.reshape(tf.matMul(tf.expandDims(w, 1), cube), [inputs, outputs]);
  const shift = tf.reshape(tf.matMul(tf.reshape(b, [1, inputs * hidden]), full), [outputs]);
  return [folded as Matrix, tf.add(shift, weight(pass, `${name}.bias`))];
}

function selectionWeights(pass: Pass, name: string, { x, absent }: SelectionInputs, e: Embedding, context?: Matrix): Matrix {
  const [w1, b1] = foldFlat(pass, `${name}.fc1`, e);
  const [ws, bs] = foldFlat(pass, `${name}.skip`, e);
  const hidden = hiddenLayer(pass, name, (elu) => pass.ops.linear(x, w1, b1, elu), context);
  const g = dense(pass, `${name}.glu`, pass.drop(dense(pass, `${name}.fc2`, hidden)));
  const logits = gatedNorm(pass, name, g, pass.ops.linear(x, ws, bs));
  return tf.softmax(absent ? tf.add(logits, absent) : logits);
}

/** fc2 and glu of a gated residual network; one product while nothing is dropped between them. */
function lastLayers(pass: Pass, name: string, hidden: Matrix): Matrix {
  if (!pass.certain) return dense(pass, `${name}.glu`, pass.drop(dense(pass, `${name}.fc2`, hidden)));
  const glu = weight(pass, `${name}.glu.weight`) as Matrix;
  const b2 = tf.reshape(weight(pass, `${name}.fc2.bias`), [1, -1]) as Matrix;
  const bias = tf.add(tf.reshape(tf.matMul(b2, glu), [-1]), weight(pass, `${name}.glu.bias`));
  return pass.ops.linear(hidden, tf.matMul(weight(pass, `${name}.fc2.weight`) as Matrix, glu), bias);
}

/** One input through its embedding and its own gated residual network. */
function variable(pass: Pass, name: string, x: Matrix, v: number, e: Embedding): Matrix {
  const hidden = e.w.shape[1];
  const row = (t: Matrix) => tf.slice(t, [v, 0], [1, hidden]);
  const [w, b] = [row(e.w), row(e.b)];
  const fc1 = weight(pass, `${name}.fc1.weight`) as Matrix;
  const bias = tf.add<Matrix>(tf.matMul(b, fc1), weight(pass, `${name}.fc1.bias`));
  const inner = pass.ops.spread(x, v, tf.matMul(w, fc1), bias, true);
  return gatedNorm(pass, name, lastLayers(pass, name, inner), pass.ops.spread(x, v, w, b, false));
}

/**
 * Weighs the inputs of `name`; `embedding` says whose embedding they share and from which row on. A missing input gets no
 * weight at all.
 */
export function select(
  pass: Pass,
  name: string,
  inputs: SelectionInputs,
  embedding: readonly [name: string, first: number],
  context?: Matrix,
): Selected {
  const count = inputs.x.shape[1];
  const e = embeddingOf(pass, embedding[0], embedding[1], count);
  const weights = selectionWeights(pass, `${name}.flat`, inputs, e, context);
  const parts = Array.from({ length: count }, (_, v) => variable(pass, `${name}.variable${v}`, inputs.x, v, e));
  return { values: pass.ops.weightedSum(parts, weights), weights };
}
