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

  /** Solutions of the whole set, one per shrinkage: they serve the next forecasts, and the next rows judge them. */
  let whole: readonly Linear[] | undefined;

  const solutions = (usable: (column: number) => boolean): readonly Linear[] | undefined => {
    const system = rowsIn(past) >= FEW_ROWS ? standardise(past, usable) : undefined;
    return system && SHRINKAGES.map((shrinkage) => solve(system, shrinkage, size));
  };
  const wholeSolutions = (): readonly Linear[] | undefined => {
    whole ??= solutions(() => true);
    return whole;
  };

  const average = (solutions: readonly Linear[]): Linear => {
    const least = Math.min(...errors);
    const weights = new Float64Array(size);
    let intercept = 0;
    let total = 0;
    solutions.forEach((one, i) => {
      const error = errors[i] ?? 0;
      const share = error <= least ? 1 : (least / error) ** SHARPNESS;
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
    const found = key === "all" ? wholeSolutions() : solutions((c) => c < limit && !Number.isNaN(x[c]));
    const linear = found && average(found);
    solved.set(key, linear);
    return linear;
  };

  return {
    add: (x, y) => addRow(fresh, x, y, z),
    learn() {
      wholeSolutions()?.forEach((one, i) => {
        errors[i] = (errors[i] ?? 0) + squaredError(fresh, one);
      });
      absorb(past, fresh);
      whole = undefined;
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
