/** Spectral coverage: over which time scales a control moves. */
import { momentsOf } from "./moments.ts";
import { type Density, welch } from "./welch.ts";

export interface Spectrum extends Density {
  /** Ends of the bands, periods in h, falling: one more than there are bands. */
  readonly bandEdgesH: readonly number[];
  /** Share of the power of all bands in each, 0..1. */
  readonly bandShares: readonly number[];
  /** Share of the bands that hold more than 1 % of the power. A band that the data is too short for holds none. */
  readonly covered: number;
  /** Entropy of the shares by that of equal shares: 1 is flat over the logarithm of time. */
  readonly evenness: number;
  /** Largest distance from the mean by the standard deviation; NaN for a control that stands still. */
  readonly crest: number;
}

/** Twelve bands from four days down to 45 min: weather's time scale, walls, air, and what a valve can do. */
export const SPECTRUM_BANDS = { longestH: 96, shortestH: 0.75, count: 12 } as const;

/** @param x without gaps */
export function spectrum(x: Float64Array, stepS: number): Spectrum {
  const { longestH, count } = SPECTRUM_BANDS;
  const shortestH = Math.max(SPECTRUM_BANDS.shortestH, (2 * stepS) / 3600);
  const bandEdgesH = Array.from({ length: count + 1 }, (_, i) => longestH * (shortestH / longestH) ** (i / count));
  // Twice the longest period, so that the window leaves it a line of its own.
  const segment = 2 ** Math.ceil(Math.log2((2 * longestH * 3600) / stepS));
  const found = welch(x, stepS, segment);
  const powers = new Array<number>(count).fill(0);
  const perOctave = count / Math.log(longestH / shortestH);
  found.frequencyPerH.forEach((f, k) => {
    if (!(f * longestH >= 1 && f * shortestH <= 1 + 1e-12)) return;
    const band = Math.min(count - 1, Math.floor(perOctave * Math.log(f * longestH) + 1e-9));
    powers[band] = (powers[band] ?? 0) + (found.density[k] ?? 0);
  });
  const total = powers.reduce((sum, p) => sum + p, 0);
  const { mean, sd } = momentsOf(x);
  const moves = sd > 1e-12 * (1 + Math.abs(mean));
  const bandShares = powers.map((p) => (moves && total > 0 ? p / total : 0));
  const entropy = bandShares.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return {
    ...found,
    bandEdgesH,
    bandShares,
    covered: bandShares.filter((p) => p > 0.01).length / count,
    evenness: entropy / Math.log(count),
    crest: moves ? x.reduce((most, v) => Math.max(most, Math.abs(v - mean)), 0) / sd : Number.NaN,
  };
}
