/** The regression for one hour of lead: learns from rows as they come and averages over how strongly to shrink. */
import { DAY_BACK } from "./features.ts";
import {
  absorb,
  addRow,
  type Gram,
  type Linear,
  newGram,
  rowsIn,
  type Standardised,
  solveRidge,
  squaredError,
  standardise,
} from "./gram.ts";

interface Shrinkage {
  readonly lambda: number;
  /** Weight of yesterday's value that the solution shrinks towards: 0 is persistence, 1 is seasonal naive. */
  readonly dayWeight: number;
}

const SHRINKAGES: readonly Shrinkage[] = [0, 1].flatMap((dayWeight) =>
  [0.003, 0.1, 1, 8].map((lambda) => ({ lambda, dayWeight })),
);

/**
 * A solution counts as (least error / its error) to this power. Averaging instead of picking lowered the pinball loss on
 * measured meters and rooms by 2-3 %; between 2 and 10 the power hardly matters.
 */
const SHARPNESS = 5;
const LIGHTEST = 0.01;
/** With fewer rows than this nothing is solved. */
const FEW_ROWS = 36;

const solve = (system: Standardised, { lambda, dayWeight }: Shrinkage, size: number): Linear =>
  solveRidge(system, lambda, size, { column: DAY_BACK, weight: dayWeight });

export interface HourModel {
  /** Adds a row: features without NaN, and the target. It counts from the next `learn` on. */
  add(x: Float64Array, y: number): void;
  /** Judges every shrinkage on the rows added since the last call, then takes them in. */
  learn(): void;
  /**
   * The target predicted from `x`, where NaN marks unknown features and those from `limit` on are to be ignored: both are
   * taken out of the regression, which is solved anew for each such set and kept. NaN with too few rows.
   */
  predict(x: Float64Array, limit: number): number;
}

export function hourModel(size: number): HourModel {
  const past: Gram = newGram(size);
  const fresh: Gram = newGram(size);
  const errors = new Float64Array(SHRINKAGES.length);
  const solved = new Map<string, Linear | undefined>();
  const z = new Float64Array(size + 2);

  const average = (system: Standardised): Linear => {
    const least = Math.min(...errors);
    const weights = new Float64Array(size);
    let intercept = 0;
    let total = 0;
    SHRINKAGES.forEach((shrinkage, i) => {
      const error = errors[i] ?? 0;
      const share = error <= least ? 1 : (least / error) ** SHARPNESS;
      if (share < LIGHTEST) return;
      const one = solve(system, shrinkage, size);
      total += share;
      intercept += share * one.intercept;
      for (let c = 0; c < size; c++) weights[c] = (weights[c] ?? 0) + share * (one.weights[c] ?? 0);
    });
    return { intercept: intercept / total, weights: weights.map((w) => w / total) };
  };

  const solution = (x: Float64Array, limit: number): Linear | undefined => {
    let key = limit < size ? "past" : "all";
    for (let c = 0; c < limit; c++) if (Number.isNaN(x[c])) key += `,${c}`;
    if (solved.has(key)) return solved.get(key);
    const usable = (c: number): boolean => c < limit && !Number.isNaN(x[c]);
    const system = rowsIn(past) >= FEW_ROWS ? standardise(past, usable) : undefined;
    const linear = system && average(system);
    solved.set(key, linear);
    return linear;
  };

  return {
    add: (x, y) => addRow(fresh, x, y, z),
    learn() {
      const system = rowsIn(past) >= FEW_ROWS ? standardise(past, () => true) : undefined;
      if (system)
        SHRINKAGES.forEach((shrinkage, i) => {
          errors[i] = (errors[i] ?? 0) + squaredError(fresh, solve(system, shrinkage, size));
        });
      absorb(past, fresh);
      solved.clear();
    },
    predict(x, limit) {
      const linear = solution(x, limit);
      if (!linear) return Number.NaN;
      let sum = linear.intercept;
      for (let c = 0; c < limit; c++) {
        const w = linear.weights[c] ?? 0;
        if (w !== 0) sum += w * (x[c] ?? 0);
      }
      return sum;
    },
  };
}
