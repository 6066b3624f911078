/** Quantiles in order: a network's seven outputs may cross, a distribution's quantiles cannot. */

/**
 * Sorts each row of `levels` quantiles in place (Chernozhukov, Fernandez-Val and Galichon 2010): the rearranged quantiles
 * are never further from the true ones than the crossing ones were. Returns how many rows had crossed.
 */
export function uncross(quantiles: Float32Array | Float64Array, levels: number): number {
  let crossed = 0;
  for (let at = 0; at + levels <= quantiles.length; at += levels) {
    let ordered = true;
    for (let j = 1; j < levels; j++) if ((quantiles[at + j] ?? 0) < (quantiles[at + j - 1] ?? 0)) ordered = false;
    if (ordered) continue;
    crossed++;
    quantiles.subarray(at, at + levels).sort();
  }
  return crossed;
}
