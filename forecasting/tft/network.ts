/** The Temporal Fusion Transformer (Lim, Arik, Loeff, Pfister 2021, Int. J. Forecasting 37, 1748-1764) as a graph. */
import * as tf from "@tensorflow/tfjs-core";
import { attend } from "./attention.ts";
import type { TftConfig } from "./config.ts";
import { dense, gate, type Pass, residual, weight } from "./layers.ts";
import type { LstmResult, Matrix } from "./operations.ts";
import { type SelectionInputs, select } from "./select.ts";

/** Inputs of a batch as tensors. Rows are time-major: row = step · batch + window. */
export interface NetworkInputs {
  readonly batch: number;
  readonly statics: SelectionInputs;
  /** Observed, then known. */
  readonly encoder: SelectionInputs;
  readonly decoder: SelectionInputs;
}

export interface Encoded {
  /** What the head sees, [horizon · batch, hidden]. */
  readonly features: Matrix;
  readonly staticWeights: Matrix;
  readonly encoderWeights: Matrix;
  readonly decoderWeights: Matrix;
  /** [batch, horizon, encoder + horizon]. */
  readonly attention: tf.Tensor3D;
}

function sequence(pass: Pass, name: string, x: Matrix, h0: Matrix, c0: Matrix, steps: number): LstmResult {
  const part = (which: string) => weight(pass, `${name}.${which}`);
  return pass.ops.lstm(x, part("input"), part("recurrent"), part("bias"), h0, c0, steps);
}

/** Everything but the head. */
export function encode(pass: Pass, config: TftConfig, inputs: NetworkInputs): Encoded {
  const { hidden, encoder, horizon, heads, observed } = config;
  const { batch } = inputs;
  const statics = select(pass, "select.static", inputs.statics, ["embed.static", 0]);
  const [selection, enrichment, state, cell] = ["selection", "enrichment", "state", "cell"].map((name) =>
    residual(pass, `context.${name}`, statics.values),
  ) as [Matrix, Matrix, Matrix, Matrix];

  const past = select(pass, "select.encoder", inputs.encoder, ["embed.temporal", 0], selection);
  const ahead = select(pass, "select.decoder", inputs.decoder, ["embed.temporal", observed.length], selection);
  const first = sequence(pass, "lstm.encoder", past.values, state, cell, encoder);
  const second = sequence(pass, "lstm.decoder", ahead.values, first.lastHidden, first.lastCell, horizon);

  const both = (a: Matrix, b: Matrix) => tf.concat2d([a, b], 0);
  const local = gate(pass, "gate.lstm", both(first.all, second.all), both(past.values, ahead.values));
  const enriched = residual(pass, "enrichment", local, enrichment);
  const ofHorizon = (x: Matrix) => tf.slice(x, [encoder * batch, 0], [horizon * batch, hidden]);
  const queries = ofHorizon(enriched);
  const attended = attend(pass, queries, enriched, batch, heads);
  const forward = residual(pass, "feedforward", gate(pass, "gate.attention", attended.values, queries));
  // Nothing is dropped right before the head, so that features for a probe are the same in every mode.
  const features = gate({ ...pass, drop: (x) => x }, "gate.output", forward, ofHorizon(local));
  return {
    features,
    staticWeights: statics.weights,
    encoderWeights: past.weights,
    decoderWeights: ahead.weights,
    attention: attended.weights,
  };
}

/** The quantile head, [horizon · batch, levels]. */
export const head = (pass: Pass, features: Matrix): Matrix => dense(pass, "head", features);

/** Sum over rows and levels of the pinball loss (Koenker and Bassett 1978), weighted: 0 for rows without truth. */
export function pinballSum(quantiles: Matrix, truth: Matrix, present: Matrix, levels: readonly number[]): tf.Scalar {
  const q = tf.tensor2d([...levels], [1, levels.length]);
  const error = tf.sub(truth, quantiles);
  const loss = tf.maximum(tf.mul(q, error), tf.mul(tf.sub(q, 1), error));
  return tf.sum(tf.mul(loss, present));
}
