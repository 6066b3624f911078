/** Adam (Kingma and Ba 2015) over a flat array, in place. */

export interface AdamState {
  /** First and second moments, as long as the parameters. */
  readonly first: Float32Array;
  readonly second: Float32Array;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Moments of a model that has not learned yet. */
export const freshAdam = (size: number): AdamState => ({ first: new Float32Array(size), second: new Float32Array(size) });

/**
 * Step number `step` (from 1) of rows `from` to `to`. The gradient is multiplied by `factor` first; `decay` pulls
 * parameters to zero apart from it (Loshchilov and Hutter 2019).
 */
export function adamStep(
  parameters: Float32Array,
  gradient: Float32Array,
  { first, second }: AdamState,
  { step, rate, factor, decay = 0 }: { step: number; rate: number; factor: number; decay?: number },
  from = 0,
  to = parameters.length,
): void {
  const c1 = 1 - BETA1 ** step;
  const c2 = 1 - BETA2 ** step;
  const keep = 1 - rate * decay;
  for (let i = from; i < to; i++) {
    const g = (gradient[i] as number) * factor;
    const m = BETA1 * (first[i] as number) + (1 - BETA1) * g;
    const v = BETA2 * (second[i] as number) + (1 - BETA2) * g * g;
    first[i] = m;
    second[i] = v;
    parameters[i] = keep * (parameters[i] as number) - (rate * (m / c1)) / (Math.sqrt(v / c2) + EPSILON);
  }
}

/** What a gradient is multiplied by so that its norm is at most `most`. */
export const clipFactor = (norm: number, most: number): number => (norm > most ? most / norm : 1);

/** Sum of squares of rows `from` to `to`. */
export function squareSum(values: Float32Array, from = 0, to = values.length): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (values[i] as number) * (values[i] as number);
  return sum;
}
