/** Power spectral density by averaged periodograms (Welch, IEEE Trans. Audio Electroacoust. 15, 1967, 70). */
import { fourier } from "./fft.ts";

export interface Density {
  /** 0 to half the sampling frequency, 1/h. */
  readonly frequencyPerH: Float64Array;
  /** One-sided, (control unit)² h: its integral over frequency is the variance. */
  readonly density: Float64Array;
}

/**
 * Hann window, half overlap, each segment without its mean.
 * @param x without gaps
 * @param segment longest segment, rows; cut to the largest power of two that fits. Less than 4 rows have no spectrum
 */
export function welch(x: Float64Array, stepS: number, segment: number): Density {
  const size = 2 ** Math.floor(Math.log2(Math.max(1, Math.min(segment, x.length))));
  if (size < 4) return { frequencyPerH: new Float64Array(0), density: new Float64Array(0) };
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  const energy = window.reduce((sum, w) => sum + w * w, 0);
  const { transform } = fourier(size);
  const stepH = stepS / 3600;
  const density = new Float64Array(size / 2 + 1);
  let segments = 0;
  for (let from = 0; from + size <= x.length; from += size / 2) {
    const part = x.subarray(from, from + size);
    const mean = part.reduce((sum, v) => sum + v, 0) / size;
    const re = part.map((v, i) => (v - mean) * (window[i] ?? 0));
    const im = new Float64Array(size);
    transform(re, im);
    for (let k = 0; k < density.length; k++) {
      const sides = k === 0 || k === size / 2 ? 1 : 2;
      density[k] = (density[k] ?? 0) + (sides * stepH * ((re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2)) / energy;
    }
    segments++;
  }
  return { frequencyPerH: density.map((_, k) => k / (size * stepH)), density: density.map((v) => v / segments) };
}
