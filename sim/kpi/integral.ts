/** Sums of a column over time: of means, each for its step, or of samples with straight lines between them. */

/** `mean`: a row stands for the step that ends at it. `sample`: rows are moments, and n of them span n - 1 steps. */
export type Reading = "mean" | "sample";

const HOUR_S = 3600;

/** Integral in value hours. A gap (NaN) makes it NaN. */
export function integralH(values: ArrayLike<number>, stepS: number, reading: Reading): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  if (reading === "sample" && values.length > 0) sum -= (values[0]! + values[values.length - 1]!) / 2;
  return (sum * stepS) / HOUR_S;
}

/**
 * Largest mean over windows of `windowS` that follow each other from the first row's begin; where steps are longer, over a step.
 * The last window may be shorter. 0 without rows.
 */
export function peakMean(values: ArrayLike<number>, stepS: number, reading: Reading, windowS: number): number {
  const upTo = cumulated(values, reading);
  const steps = upTo.length - 1;
  const width = Math.max(1, windowS / stepS);
  /** Integral up to `at` steps, straight within a step. */
  const at = (x: number): number => {
    const i = Math.min(Math.floor(x), steps - 1);
    return upTo[i]! + (x - i) * (upTo[i + 1]! - upTo[i]!);
  };
  let peak = 0;
  for (let k = 0; k * width < steps - 1e-9; k++) {
    const [from, to] = [k * width, Math.min((k + 1) * width, steps)];
    peak = Math.max(peak, (at(to) - at(from)) / (to - from));
  }
  return peak;
}

/** Entry i: integral over the first i steps, in value steps. */
function cumulated(values: ArrayLike<number>, reading: Reading): Float64Array {
  const steps = reading === "mean" ? values.length : Math.max(0, values.length - 1);
  const out = new Float64Array(steps + 1);
  for (let i = 0; i < steps; i++) out[i + 1] = out[i]! + (reading === "mean" ? values[i]! : (values[i]! + values[i + 1]!) / 2);
  return out;
}
