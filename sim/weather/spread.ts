/** Means over intervals, spread over finer ones in the shape of the sun's course, with the energy of each interval kept. */
import type { Grid, SunCourse } from "./sun-course.ts";

/** Sine of the depth below the horizon down to which the sky still glows: 1.1 degrees. */
const TWILIGHT = 0.02;

/** How beam on a plane that faces the sun goes through a clear day. */
export const beamShape = ({ clearBeam }: SunCourse): Float64Array => clearBeam;

/** How beam on the horizontal goes through a clear day. */
export const flatBeamShape = ({ clearBeam, sinElevation }: SunCourse): Float64Array =>
  clearBeam.map((beam, j) => beam * Math.max(0, sinElevation[j] ?? 0));

/** How the light of the sky goes through a day. */
export const skyShape = ({ sinElevation }: SunCourse): Float64Array => sinElevation.map((s) => Math.max(0, s + TWILIGHT));

/** Edges of the intervals of a grid: interval i lies between edges i and i + 1. */
export const edgesOf = ({ startTs, stepS, length }: Grid): Float64Array =>
  Float64Array.from({ length: length + 1 }, (_, i) => startTs + (i - 1) * stepS * 1000);

/**
 * Spreads `means`, one for each interval between two of the ascending `edges` (UTC ms), over the fine grid: within an
 * interval in proportion to `shape` times a factor that runs straight from the middle of one interval to the next, so
 * that a sky that clears does so gradually. Intervals in which the shape is nought throughout are filled evenly.
 *
 * Each interval's mean over its fine steps is the given one. Fine steps outside of all intervals, or in one whose mean
 * is NaN, are NaN. The fine step must not be longer than an interval.
 */
export function spreadMeans(means: Float64Array, edges: Float64Array, fine: Grid, shape: Float64Array): Float64Array {
  const stepMs = fine.stepS * 1000;
  const firstOf = (edge: number) => Math.max(0, Math.min(fine.length, Math.ceil((edge - fine.startTs) / stepMs + 0.5)));
  const starts = Int32Array.from(edges, firstOf);
  const middleOf = (i: number) => ((edges[i] ?? Number.NaN) + (edges[i + 1] ?? Number.NaN)) / 2;
  const factor = means.map((mean, i) => {
    let sum = 0;
    for (let j = starts[i] ?? 0; j < (starts[i + 1] ?? 0); j++) sum += shape[j] ?? 0;
    return sum > 0 ? (mean * ((starts[i + 1] ?? 0) - (starts[i] ?? 0))) / sum : Number.NaN;
  });

  const out = new Float64Array(fine.length).fill(Number.NaN);
  for (let i = 0; i < means.length; i++) {
    const mean = means[i] ?? Number.NaN;
    const first = starts[i] ?? 0;
    const end = starts[i + 1] ?? 0;
    const own = factor[i] ?? Number.NaN;
    if (Number.isNaN(mean)) continue;
    if (!(own > 0)) {
      out.fill(mean, first, end);
      continue;
    }
    const middle = middleOf(i);
    let sum = 0;
    for (let j = first; j < end; j++) {
      const ts = fine.startTs + (j - 0.5) * stepMs;
      const k = ts < middle ? i - 1 : i + 1;
      const other = factor[k] ?? Number.NaN;
      const share = (ts - middle) / (middleOf(k) - middle);
      const value = (shape[j] ?? 0) * (Number.isNaN(other) ? own : own + share * (other - own));
      out[j] = value;
      sum += value;
    }
    const scale = (mean * (end - first)) / sum;
    for (let j = first; j < end; j++) out[j] = (out[j] ?? 0) * scale;
  }
  return out;
}

/** Means over every `parts` rows. */
export function averageBy(parts: number, values: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length / parts }, (_, i) => {
    let sum = 0;
    for (let j = i * parts; j < (i + 1) * parts; j++) sum += values[j] ?? Number.NaN;
    return sum / parts;
  });
}
