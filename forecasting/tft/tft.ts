/** A Temporal Fusion Transformer with its parameters: forecasts, features for a probe, gradients. Plain arrays in and out. */
import * as tf from "@tensorflow/tfjs-core";
import { ZonecastError } from "#domain";
import { checkBatch, networkInputs, truthOf, type WindowBatch } from "./batch.ts";
import type { TftConfig } from "./config.ts";
import { initialParameters } from "./initial.ts";
import type { Pass } from "./layers.ts";
import { isTrainable, type Parameter, parameterCount, parameterLayout, type Trainable } from "./layout.ts";
import { type Encoded, encode, head, pinballSum } from "./network.ts";
import type { Runtime } from "./runtime.ts";

/** Where a forecast looked. Weights of inputs sum to one over the inputs. */
export interface Interpretation {
  /** [size, statics]. */
  readonly statics: Float32Array;
  /** [encoder · size, observed + known]. */
  readonly encoder: Float32Array;
  /** [horizon · size, known]. */
  readonly decoder: Float32Array;
  /** [size, horizon, encoder + horizon]. */
  readonly attention: Float32Array;
}

export interface Gradients {
  /** Sum of the pinball loss over rows with truth and levels. */
  readonly lossSum: number;
  /** Terms in that sum. */
  readonly terms: number;
}

export interface Tft {
  readonly config: TftConfig;
  readonly runtime: Runtime;
  readonly layout: readonly Parameter[];
  /** A copy of all parameters, in the order of `layout`. */
  parameters(): Float32Array;
  /** Throws `bad-input` for another number of parameters. */
  setParameters(flat: Float32Array): void;
  /** Quantiles [horizon · size, levels], time-major, in the scale of the batch; they may cross. With `seed` (uint32) dropout stays on. */
  forward(batch: WindowBatch, seed?: number): Float32Array;
  /** What the head sees, [horizon · size, hidden], time-major, dropout off. */
  encode(batch: WindowBatch): Float32Array;
  interpret(batch: WindowBatch): Interpretation;
  /** Loss without learning. */
  loss(batch: WindowBatch): Gradients;
  /**
   * Gradient of the loss *sum* into `into` (as long as all parameters; zero for what is not trainable). `seed` (uint32) draws
   * what dropout leaves out.
   */
  gradients(batch: WindowBatch, into: Float32Array, seed: number, what?: Trainable): Gradients;
  /** Frees the tensors. */
  dispose(): void;
}

/** A dropout of its own for each layer of a pass. */
function dropping(runtime: Runtime, rate: number, seed: number): Pass["drop"] {
  let layer = 0;
  return (x) => runtime.operations.dropout(x, rate, (seed + Math.imul(++layer, 0x632be5ab)) >>> 0);
}

const numbers = (t: tf.Tensor): Float32Array => t.dataSync() as Float32Array;

/** A model with parameters drawn from `seed`. Throws `bad-config` for a configuration that cannot be. */
export function createTft(runtime: Runtime, config: TftConfig, seed: number): Tft {
  const layout = parameterLayout(config);
  const total = parameterCount(layout);
  let flat = initialParameters(layout, seed);
  const variables = layout.map(({ name, shape, size, offset }) => {
    const value = tf.tensor(flat.slice(offset, offset + size), [...shape]);
    const variable = tf.variable(value, true);
    value.dispose();
    return [name, variable] as const;
  });
  const weights = new Map<string, tf.Tensor>(variables);

  const pass = (dropoutSeed?: number): Pass => {
    const certain = dropoutSeed === undefined || config.dropout === 0;
    const drop: Pass["drop"] = certain ? (x) => x : dropping(runtime, config.dropout, dropoutSeed);
    return { ops: runtime.operations, weights, drop, certain };
  };
  const encoded = (batch: WindowBatch, dropoutSeed?: number): Encoded =>
    encode(pass(dropoutSeed), config, networkInputs(config, batch));
  const lossOf = (batch: WindowBatch, dropoutSeed?: number) => {
    const { values, present, count } = truthOf(batch);
    const quantiles = head(pass(), encoded(batch, dropoutSeed).features);
    return { loss: pinballSum(quantiles, values, present, config.levels), terms: count * config.levels.length };
  };
  const tidied = <T>(batch: WindowBatch, action: () => T): T => {
    checkBatch(config, batch);
    let out: T | undefined;
    tf.tidy(() => {
      out = action();
    });
    return out as T;
  };

  return {
    config,
    runtime,
    layout,
    parameters: () => flat.slice(),
    setParameters(next) {
      if (next.length !== total)
        throw new ZonecastError("bad-input", `this model has ${total} parameters, not ${next.length}`, {
          hint: "the weights belong to another configuration",
        });
      flat = next.slice();
      for (const [i, { shape, size, offset }] of layout.entries()) {
        const own = flat.subarray(offset, offset + size);
        const variable = variables[i]?.[1];
        if (!variable) continue;
        if (runtime.heap) runtime.heap.floats(runtime.heap.pointer(variable), size).set(own);
        else tf.tidy(() => variable.assign(tf.tensor(own.slice(), [...shape])));
      }
    },
    forward: (batch, dropoutSeed) => tidied(batch, () => numbers(head(pass(), encoded(batch, dropoutSeed).features))),
    encode: (batch) => tidied(batch, () => numbers(encoded(batch).features)),
    interpret: (batch) =>
      tidied(batch, () => {
        const { staticWeights, encoderWeights, decoderWeights, attention } = encoded(batch);
        return {
          statics: numbers(staticWeights),
          encoder: numbers(encoderWeights),
          decoder: numbers(decoderWeights),
          attention: numbers(attention),
        };
      }),
    loss: (batch) =>
      tidied(batch, () => {
        const { loss, terms } = lossOf(batch);
        return { lossSum: numbers(loss)[0] ?? Number.NaN, terms };
      }),
    gradients: (batch, into, dropoutSeed, what = "all") =>
      tidied(batch, () => {
        const trained = layout.map((p) => isTrainable(p, what));
        const wanted = variables.filter((_, i) => trained[i]).map(([, v]) => v);
        let terms = 0;
        const { value, grads } = tf.variableGrads(() => {
          const made = lossOf(batch, dropoutSeed);
          terms = made.terms;
          return made.loss;
        }, wanted);
        for (const [i, { size, offset }] of layout.entries()) {
          const variable = variables[i]?.[1];
          const gradient = trained[i] && variable ? grads[variable.name] : undefined;
          const own = into.subarray(offset, offset + size);
          if (!gradient) own.fill(0);
          else if (runtime.heap) own.set(runtime.heap.floats(runtime.heap.pointer(gradient), size));
          else own.set(numbers(gradient));
        }
        return { lossSum: numbers(value)[0] ?? Number.NaN, terms };
      }),
    dispose() {
      for (const [, variable] of variables) variable.dispose();
    },
  };
}
