/**
 * Action-response correctness: from the same state, two plans; is the difference that a model sees the one that is true?
 *
 * Sign alone saturates as soon as the plan is an input, so size is judged as well.
 */
import { LEADS } from "./operation.ts";

/** True differences that are smaller are nobody's to get right, K. */
export const SMALLEST_K = 0.05;
/** Share of the true size by which the model's may be off. */
export const TOLERANCE = 0.25;

export interface ResponseScore {
  /** Pairs of plan and lead with a true difference above `SMALLEST_K`. */
  readonly pairs: number;
  /** Share with the right sign. */
  readonly signShare: number;
  /** Share with the right sign and a size within `TOLERANCE` of the true one. */
  readonly sizeShare: number;
  /** Root mean square error of the difference, K, after 1 h and after 4 h. */
  readonly rmse1hK: number;
  readonly rmse4hK: number;
  /** Median of the model's difference over the true one. */
  readonly medianGain: number;
}

export interface ResponseTally {
  /** Differences (K, `LEADS` each) between two plans from one state. */
  add(predictedK: Float64Array, trueK: Float64Array): void;
  score(): ResponseScore;
}

const HOUR = 4;

export function createResponseTally(): ResponseTally {
  let [sign, size] = [0, 0];
  const ratios: number[] = [];
  const squares = new Float64Array(LEADS);
  const counts = new Float64Array(LEADS);
  return {
    add(predictedK, trueK) {
      for (let h = 0; h < LEADS; h++) {
        const truth = trueK[h]!;
        squares[h]! += (predictedK[h]! - truth) ** 2;
        counts[h]!++;
        if (Math.abs(truth) <= SMALLEST_K) continue;
        const ratio = predictedK[h]! / truth;
        ratios.push(ratio);
        if (ratio > 0) sign++;
        if (Math.abs(ratio - 1) <= TOLERANCE) size++;
      }
    },
    score() {
      const rmse = (h: number) => Math.sqrt(squares[h - 1]! / counts[h - 1]!);
      const pairs = ratios.length;
      return {
        pairs,
        signShare: sign / pairs,
        sizeShare: size / pairs,
        rmse1hK: rmse(HOUR),
        rmse4hK: rmse(LEADS),
        medianGain: ratios.toSorted((a, b) => a - b)[Math.floor(pairs / 2)] ?? Number.NaN,
      };
    },
  };
}
