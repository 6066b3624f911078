/** How far from its promise a share of hits may lie by sampling alone: forecasts issued close together miss together. */

const BLOCK_MS = 5 * 86_400_000;

/**
 * Standard deviation of the mean of `shares`, the hits per forecast, issued at `issuedAt` (UTC ms, ascending), from the means of
 * blocks of five days, which hardly depend on each other (batch means; Law and Carson 1979). NaN values are left out; NaN with
 * fewer than four blocks.
 */
export function spreadOfMean(shares: ArrayLike<number>, issuedAt: ArrayLike<number>): number {
  const blocks: { sum: number; n: number }[] = [];
  let until = Number.NEGATIVE_INFINITY;
  let total = 0;
  let count = 0;
  for (let k = 0; k < shares.length; k++) {
    const share = shares[k] ?? Number.NaN;
    const ts = issuedAt[k] ?? 0;
    if (Number.isNaN(share)) continue;
    if (ts >= until) {
      blocks.push({ sum: 0, n: 0 });
      until = ts + BLOCK_MS;
    }
    const block = blocks.at(-1);
    if (block) {
      block.sum += share;
      block.n++;
    }
    total += share;
    count++;
  }
  if (blocks.length < 4) return Number.NaN;
  const mean = total / count;
  // Blocks with gaps weigh less: the variance of a ratio of sums.
  const squares = blocks.reduce((sum, b) => sum + (b.sum - b.n * mean) ** 2, 0);
  return Math.sqrt((squares * blocks.length) / (blocks.length - 1)) / count;
}

/** Probability that a normal number of mean 0 and deviation `spread` lies within `half` of 0 (Abramowitz and Stegun 7.1.26, to 1e-6). */
export function shareWithin(half: number, spread: number): number {
  if (!(spread > 0)) return Number.isNaN(spread) ? Number.NaN : 1;
  const x = half / spread / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - tail * Math.exp(-x * x);
}
