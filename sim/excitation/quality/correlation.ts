/** How far two columns move together at some delay. */
import { standardised } from "./moments.ts";

export interface Peak {
  /** Correlation of the largest size, -1..1; 0 where one of the two stands still. */
  readonly correlation: number;
  /** By how many rows the second is later than the first there. */
  readonly lag: number;
}

/**
 * The strongest correlation of `a[k]` with `b[k + lag]`. Sums over the rows that both have, divided by all rows, so that few rows
 * at long lags cannot look strong.
 * @param lags smallest and largest lag, rows
 */
export function peakCorrelation(a: Float64Array, b: Float64Array, lags: { readonly from: number; readonly to: number }): Peak {
  const [x, y] = [standardised(a), standardised(b)];
  const n = x.length;
  let peak: Peak = { correlation: 0, lag: 0 };
  for (let lag = lags.from; lag <= lags.to; lag++) {
    let sum = 0;
    for (let k = Math.max(0, -lag); k < Math.min(n, n - lag); k++) sum += (x[k] ?? 0) * (y[k + lag] ?? 0);
    if (Math.abs(sum / n) > Math.abs(peak.correlation)) peak = { correlation: sum / n, lag };
  }
  return peak;
}
