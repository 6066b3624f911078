/** A batch of windows as plain arrays, and as the tensors that the network reads. */
import * as tf from "@tensorflow/tfjs-core";
import { ZonecastError } from "#domain";
import { NEVER } from "./attention.ts";
import { encoderInputs, type TftConfig } from "./config.ts";
import type { NetworkInputs } from "./network.ts";
import type { Matrix } from "./operations.ts";
import type { SelectionInputs } from "./select.ts";

/**
 * Windows, scaled. Arrays are time-major: row = step · size + window. NaN means missing: a missing input is not looked at,
 * a missing target does not count.
 */
export interface WindowBatch {
  /** Number of windows. */
  readonly size: number;
  /** [size, statics]. */
  readonly statics: Float32Array;
  /** [encoder · size, observed + known]. */
  readonly encoder: Float32Array;
  /** [horizon · size, known]. */
  readonly decoder: Float32Array;
  /** [horizon · size]; may be left out when nothing is learned. */
  readonly target?: Float32Array;
}

/** Throws `bad-input` when an array has not the size that the configuration asks for. */
export function checkBatch(config: TftConfig, batch: WindowBatch): void {
  const { size } = batch;
  const wanted: readonly (readonly [string, Float32Array | undefined, number])[] = [
    ["statics", batch.statics, size * config.statics.length],
    ["encoder", batch.encoder, size * config.encoder * encoderInputs(config)],
    ["decoder", batch.decoder, size * config.horizon * config.known.length],
    ["target", batch.target, size * config.horizon],
  ];
  for (const [name, array, length] of wanted)
    if (array && array.length !== length)
      throw new ZonecastError("bad-input", `${name} of ${size} windows must hold ${length} numbers, not ${array.length}`);
}

function selectionInputs(values: Float32Array, rows: number, columns: number): SelectionInputs {
  const filled = new Float32Array(values.length);
  let absent: Float32Array | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value)) filled[i] = value;
    else {
      absent ??= new Float32Array(values.length);
      absent[i] = NEVER;
    }
  }
  const matrix = (a: Float32Array): Matrix => tf.tensor2d(a, [rows, columns]);
  return { x: matrix(filled), absent: absent && matrix(absent) };
}

/** The tensors of a batch; made inside a `tf.tidy` of the caller. */
export function networkInputs(config: TftConfig, { size, statics, encoder, decoder }: WindowBatch): NetworkInputs {
  return {
    batch: size,
    statics: selectionInputs(statics, size, config.statics.length),
    encoder: selectionInputs(encoder, size * config.encoder, encoderInputs(config)),
    decoder: selectionInputs(decoder, size * config.horizon, config.known.length),
  };
}

export interface Truth {
  readonly values: Matrix;
  /** 1 where there is a truth, 0 where it is missing. */
  readonly present: Matrix;
  readonly count: number;
}

/** Targets as tensors. Throws `bad-input` when the batch has none. */
export function truthOf({ target }: WindowBatch): Truth {
  if (!target) throw new ZonecastError("bad-input", "a batch without targets cannot be learned from");
  const present = Float32Array.from(target, (v) => (Number.isFinite(v) ? 1 : 0));
  const values = Float32Array.from(target, (v) => (Number.isFinite(v) ? v : 0));
  const rows = target.length;
  return {
    values: tf.tensor2d(values, [rows, 1]),
    present: tf.tensor2d(present, [rows, 1]),
    count: present.reduce((a, b) => a + b, 0),
  };
}
