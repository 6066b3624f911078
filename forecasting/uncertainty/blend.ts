/** Two models' forecasts of the same things as one: the mean of their quantiles, level by level. */
import type { Cases } from "../evaluation/cases.ts";

/**
 * Quantile by quantile mean (Vincent 1912; Lichtendahl et al. 2013): as sharp as its members on average, where a mixture would
 * be wider. NaN where one of them is silent. All must have the same issue times and leads.
 */
export function blended(model: string, members: readonly Cases[]): Cases {
  const [first] = members;
  if (!first) throw new RangeError("nothing to blend");
  return {
    ...first,
    model,
    quantiles: first.quantiles.map(
      (_, i) => members.reduce((sum, m) => sum + (m.quantiles[i] ?? Number.NaN), 0) / members.length,
    ),
  };
}
