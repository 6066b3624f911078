/** Adam (Kingma and Ba 2015, algorithm 1) on one flat list of weights. */

export interface Adam {
  /** Moves the weights against `gradient` and empties it. */
  step(weights: Float64Array, gradient: Float64Array, rate: number): void;
}

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/** @param maxNorm longer gradients are shortened to it (Pascanu et al. 2013) */
export function createAdam(length: number, maxNorm = Number.POSITIVE_INFINITY): Adam {
  const m = new Float64Array(length);
  const v = new Float64Array(length);
  let steps = 0;
  return {
    step(weights, gradient, rate) {
      steps++;
      let square = 0;
      for (let i = 0; i < length; i++) square += gradient[i]! * gradient[i]!;
      const shorten = Math.min(1, maxNorm / (Math.sqrt(square) + EPSILON));
      const first = 1 - BETA_1 ** steps;
      const second = 1 - BETA_2 ** steps;
      for (let i = 0; i < length; i++) {
        const g = gradient[i]! * shorten;
        m[i] = BETA_1 * m[i]! + (1 - BETA_1) * g;
        v[i] = BETA_2 * v[i]! + (1 - BETA_2) * g * g;
        weights[i]! -= (rate * (m[i]! / first)) / (Math.sqrt(v[i]! / second) + EPSILON);
        gradient[i] = 0;
      }
    },
  };
}

/** Learning rate at `share` (0..1) of the training: falls on a half cosine to a hundredth (Loshchilov and Hutter 2017). */
export const fallingRate = (highest: number, share: number): number =>
  highest * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share))));
