/** What a series looks like to a network, as points in a space: shape of its days, memory, answer to the weather. */
import type { Cloud } from "../optimal-transport.ts";
import type { LearnSeries } from "../windows/series.ts";
import { moments } from "../windows/series.ts";

/** Numbers of one point. */
const PROFILE = 24;
const SIZE = PROFILE + 6;
/** The profile's 24 numbers together weigh as much as two of the others. */
const PROFILE_WEIGHT = Math.SQRT2 / Math.sqrt(PROFILE);
/** A week with more gaps than this has no point. */
const LEAST_PRESENT = 0.75;

function correlation(a: readonly number[], b: readonly number[]): number {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    n++;
    sa += x;
    sb += y;
    saa += x * x;
    sbb += y * y;
    sab += x * y;
  }
  const r = (n * sab - sa * sb) / Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
  return Number.isFinite(r) ? r : 0;
}

/** The point of the week before row `to`; undefined when it is mostly gaps. */
function pointOf(series: LearnSeries, to: number): number[] | undefined {
  const { perDay } = series;
  const from = to - 7 * perDay;
  const y = Array.from(series.y.subarray(from, to));
  if (y.filter(Number.isFinite).length < LEAST_PRESENT * y.length) return undefined;
  const [mean, deviation] = moments(y);
  const scaled = y.map((v) => (v - mean) / Math.max(deviation, 1e-9));
  const column = (values: Float32Array): number[] => Array.from(values.subarray(from, to));
  const meanWhere = (test: (i: number) => boolean): number => moments(scaled.filter((_, i) => test(i)))[0] || 0;
  const [sine, cosine] = [column(series.calendar[0]), column(series.calendar[1])];
  // Of the local day, whenever the week begins.
  const hour = (i: number): number => {
    const turn = Math.atan2(sine[i] ?? 0, cosine[i] ?? 1) / (2 * Math.PI);
    return Math.floor(((turn + 1) % 1) * PROFILE + 1e-3) % PROFILE;
  };
  const weekend = column(series.calendar[2]);
  return [
    ...Array.from({ length: PROFILE }, (_, h) => PROFILE_WEIGHT * meanWhere((i) => hour(i) === h)),
    meanWhere((i) => weekend[i] === 1) - meanWhere((i) => weekend[i] === 0),
    correlation(scaled.slice(perDay), scaled.slice(0, -perDay)),
    correlation(scaled.slice(1), scaled.slice(0, -1)),
    correlation(scaled, column(series.covariates.outdoorTempC)),
    correlation(scaled, column(series.covariates.globalIrradianceWPerM2)),
    Math.log(Math.max(deviation, 1e-9) / Math.max(Math.abs(mean), 1e-9)) / 2,
  ];
}

/** One point for each of at most `most` weeks that end in rows `[from, to)`, spread evenly. */
export function descriptors(series: LearnSeries, from: number, to: number, most = 60): Cloud {
  const first = Math.max(from, 7 * series.perDay);
  const every = Math.max(series.perDay, Math.ceil((to - first) / most));
  const points: number[] = [];
  for (let row = first; row < to; row += every) points.push(...(pointOf(series, row) ?? []));
  return { points: Float64Array.from(points), size: SIZE };
}
