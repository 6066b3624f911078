/** Mean and standard deviation, and a column freed of both. */

export interface Moments {
  readonly mean: number;
  /** Of the rows themselves, divided by their number. */
  readonly sd: number;
}

export function momentsOf(x: Float64Array): Moments {
  let sum = 0;
  for (const v of x) sum += v;
  const mean = sum / x.length;
  let squares = 0;
  for (const v of x) squares += (v - mean) * (v - mean);
  return { mean, sd: Math.sqrt(squares / x.length) };
}

/** Mean 0, standard deviation 1; zeros where nothing varies beyond rounding. */
export function standardised(x: Float64Array): Float64Array {
  const { mean, sd } = momentsOf(x);
  if (!(sd > 1e-12 * (1 + Math.abs(mean)))) return new Float64Array(x.length);
  return x.map((v) => (v - mean) / sd);
}
