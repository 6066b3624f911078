/** A forecast that avoids harm when a covariate is missing: of all that the missing value could make of it, the nearest to a safe one. */

/**
 * Distributionally robust choice in the spirit of DRUM (arXiv 2605.24212, cheap form): `candidates` are forecasts under laws of
 * the missing covariate within a ball around the one learned at the source (here: its conditional mean moved by up to delta
 * standard deviations). The worst law for a residual over a safe baseline is answered by the residual of least size, window by
 * window: where the covariate matters and is uncertain the forecast shrinks to `safe`, elsewhere it stays. All arrays
 * `[window][lead][level]`, medians at `median`; `safe` `[window][lead]`, NaN where there is none. Where the residuals'
 * medians lie on both sides of the safe value, the safe value is taken as median and the nearest candidate's spread is kept.
 */
export function robustChoice(
  candidates: readonly Float32Array[],
  safe: ArrayLike<number>,
  levels: number,
  median: number,
): Float32Array {
  const [first = new Float32Array(0)] = candidates;
  const out = first.slice();
  for (let cell = 0; cell * levels < out.length; cell++) {
    const at = cell * levels;
    const base = safe[cell] ?? Number.NaN;
    if (!Number.isFinite(base)) continue;
    let best = first;
    let least = Number.POSITIVE_INFINITY;
    let [above, below] = [false, false];
    for (const candidate of candidates) {
      const residual = (candidate[at + median] ?? Number.NaN) - base;
      if (residual >= 0) above = true;
      if (residual <= 0) below = true;
      if (Math.abs(residual) < least) {
        least = Math.abs(residual);
        best = candidate;
      }
    }
    const move = above && below ? base - (best[at + median] ?? base) : 0;
    for (let j = 0; j < levels; j++) out[at + j] = (best[at + j] ?? Number.NaN) + move;
  }
  return out;
}
