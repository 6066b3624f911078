/** The central 95 % interval of a forecast whose outermost levels are 2 % and 98 %. */

/**
 * Between levels .02 and .1 (.9 and .98) the quantile is read off on the axis of the normal distribution, where it is exact
 * for normal tails: z(.025) = -1.960 lies at .878 of the way from z(.1) = -1.282 to z(.02) = -2.054.
 */
const TOWARDS_OUTER = (1.959964 - 1.281552) / (2.053749 - 1.281552);

/** Lower and upper bound from the seven quantiles. */
export function central95(quantiles: ArrayLike<number>): [low: number, high: number] {
  const at = (j: number): number => quantiles[j] ?? Number.NaN;
  return [at(1) + TOWARDS_OUTER * (at(0) - at(1)), at(5) + TOWARDS_OUTER * (at(6) - at(5))];
}
