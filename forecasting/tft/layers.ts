/** Gated residual networks and gates of a TFT, with their parameters looked up by name. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Matrix, Operations } from "./operations.ts";

/** Parameters as tensors, by name. */
export type Weights = ReadonlyMap<string, tf.Tensor>;

/** A forward pass: its operations and parameters, and dropout while it learns. */
export interface Pass {
  readonly ops: Operations;
  readonly weights: Weights;
  /** Leaves units out when the pass learns or samples; returns x as it is otherwise. */
  readonly drop: (x: Matrix) => Matrix;
  /** Whether `drop` does nothing: then two dense layers in a row are one. */
  readonly certain: boolean;
}

export function weight(pass: Pass, name: string): tf.Tensor {
  const found = pass.weights.get(name);
  if (!found) throw new Error(`a TFT has no parameter '${name}'`);
  return found;
}

export const dense = (pass: Pass, name: string, x: Matrix, elu = false): Matrix =>
  pass.ops.linear(x, weight(pass, `${name}.weight`), weight(pass, `${name}.bias`), elu);

export const gatedNorm = (pass: Pass, name: string, g: Matrix, skip: Matrix): Matrix =>
  pass.ops.gatedNorm(g, skip, weight(pass, `${name}.norm.gamma`), weight(pass, `${name}.norm.beta`));

/** LayerNorm(skip + GLU(x)) (Lim et al. 2021, eq. 5). */
export const gate = (pass: Pass, name: string, x: Matrix, skip: Matrix): Matrix =>
  gatedNorm(pass, name, dense(pass, `${name}.glu`, pass.drop(x)), skip);

/** First layer and context of a gated residual network (eq. 4): `first` makes x W1 + b1. */
export function hiddenLayer(pass: Pass, name: string, first: (elu: boolean) => Matrix, context: Matrix | undefined): Matrix {
  if (!context) return first(true);
  const c = pass.ops.linear(context, weight(pass, `${name}.context.weight`), undefined);
  return pass.ops.contextElu(first(false), c);
}

/** Gated residual network (eqs. 2 to 4) whose output is as wide as its input. */
export function residual(pass: Pass, name: string, x: Matrix, context?: Matrix): Matrix {
  const hidden = hiddenLayer(pass, name, (elu) => dense(pass, `${name}.fc1`, x, elu), context);
  return gatedNorm(pass, name, dense(pass, `${name}.glu`, pass.drop(dense(pass, `${name}.fc2`, hidden))), x);
}
