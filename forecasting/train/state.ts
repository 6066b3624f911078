/** What the workers of one training share: parameters, gradients, moments and a few words to agree by. */
import { BARRIER_WORDS } from "./barrier.ts";

/** Words of control, after those of the barrier. */
export const ABORT = BARRIER_WORDS;
export const STOP = BARRIER_WORDS + 1;
const WORDS = BARRIER_WORDS + 2;

/** Values of STOP. */
export const GO_ON = 0;
export const FINISH = 1;
export const CANCEL = 2;

/** Parameters are summed and moved in so many blocks, whoever works on them: sums do not depend on the number of workers. */
export const BLOCKS = 16;

/** Most validation batches. */
const MOST_CHUNKS = 4_096;

export interface TrainState {
  readonly words: Int32Array;
  readonly parameters: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** One gradient per share. */
  readonly gradients: readonly Float32Array[];
  /** Step size of this step, at 0. */
  readonly rate: Float64Array;
  /** By share: loss sum and terms. */
  readonly losses: Float64Array;
  readonly terms: Float64Array;
  /** By block: sum of squares of the gradient. */
  readonly squares: Float64Array;
  /** By validation batch: loss sum and terms. */
  readonly judgedLosses: Float64Array;
  readonly judgedTerms: Float64Array;
}

const floats32 = (n: number) => new Float32Array(new SharedArrayBuffer(n * 4));
const floats64 = (n: number) => new Float64Array(new SharedArrayBuffer(n * 8));

export function allocateState(size: number, shares: number): TrainState {
  return {
    words: new Int32Array(new SharedArrayBuffer(WORDS * 4)),
    parameters: floats32(size),
    first: floats32(size),
    second: floats32(size),
    gradients: Array.from({ length: shares }, () => floats32(size)),
    rate: floats64(1),
    losses: floats64(shares),
    terms: floats64(shares),
    squares: floats64(BLOCKS),
    judgedLosses: floats64(MOST_CHUNKS),
    judgedTerms: floats64(MOST_CHUNKS),
  };
}

/** Rows of block `b` of `size` parameters. */
export const blockRange = (b: number, size: number): readonly [from: number, to: number] => [
  Math.floor((b * size) / BLOCKS),
  Math.floor(((b + 1) * size) / BLOCKS),
];

/** The items of `count` that worker `index` of `workers` takes. */
export const ownItems = (count: number, index: number, workers: number): number[] =>
  Array.from({ length: count }, (_, i) => i).filter((i) => i % workers === index);
