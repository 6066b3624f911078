/** What a sensor that is not there would say, learned where it is: from the calendar and from what the target itself does. */
import { addRow, newGram, solveRidge, standardise } from "../baselines/ridge/gram.ts";
import type { CovariateName } from "../windows/schema.ts";
import { type LearnSeries, moments } from "../windows/series.ts";

const YEAR_MS = 365.2425 * 86_400_000;
const FEATURES = 12;
const LAMBDA = 1e-3;
/** Every so many rows of a source are learned from: prime to 24, so that all hours of the day get their turn. */
const EVERY = 5;

/** Expected value of a covariate at a row of a series, and how far it strays from that. */
export interface Imputer {
  readonly covariate: CovariateName;
  /** Rows `0 .. length` of the series' covariate columns. */
  fill(series: LearnSeries): Float32Array;
  /** Standard deviation of what is left, in the covariate's unit, by hour of the local day. */
  readonly spread: Float64Array;
}

/** Local hour from the calendar's sine and cosine. */
const hourOf = (series: LearnSeries, row: number): number => {
  const angle = Math.atan2(series.calendar[0][row] ?? 0, series.calendar[1][row] ?? 1);
  return Math.floor((((angle / (2 * Math.PI)) * 24 + 24) % 24) + 1e-3) % 24;
};

/** Trailing daily mean of the target in units of its own spread: what the weather did to the building. */
function levels(series: LearnSeries): Float32Array {
  const [mean, deviation] = moments(series.y);
  const out = new Float32Array(series.length).fill(Number.NaN);
  let [sum, n] = [0, 0];
  for (let i = 0; i < series.length; i++) {
    const [come, gone] = [series.y[i] ?? Number.NaN, series.y[i - series.perDay] ?? Number.NaN];
    if (Number.isFinite(come)) {
      sum += come;
      n++;
    }
    if (Number.isFinite(gone)) {
      sum -= gone;
      n--;
    }
    if (n > 0) out[i] = (sum / n - mean) / Math.max(deviation, 1e-9);
  }
  return out;
}

function fill(series: LearnSeries, row: number, level: number, x: Float64Array): void {
  const year = (2 * Math.PI * (series.startTs + row * series.stepS * 1000)) / YEAR_MS;
  const [sd, cd] = [series.calendar[0][row] ?? 0, series.calendar[1][row] ?? 0];
  const [sy, cy] = [Math.sin(year), Math.cos(year)];
  [sd, cd, 2 * sd * cd, cd * cd - sd * sd, sy, cy, sy * sd, sy * cd, cy * sd, cy * cd, level, level * level].forEach((v, i) => {
    x[i] = v;
  });
}

/** Learns from rows `[0, to)` of each source that has the covariate. */
export function learnImputer(
  covariate: CovariateName,
  sources: readonly { readonly series: LearnSeries; readonly to: number }[],
): Imputer {
  const gram = newGram(FEATURES);
  const x = new Float64Array(FEATURES);
  const z = new Float64Array(FEATURES + 2);
  const each = (visit: (series: LearnSeries, row: number, value: number) => void): void => {
    for (const { series, to } of sources) {
      const level = levels(series);
      for (let row = 0; row < Math.min(to, series.length); row += EVERY) {
        const value = series.covariates[covariate][row] ?? Number.NaN;
        if (!Number.isFinite(value) || !Number.isFinite(level[row])) continue;
        fill(series, row, level[row] ?? 0, x);
        visit(series, row, value);
      }
    }
  };
  each((_, __, value) => addRow(gram, x, value, z));
  const system = standardise(gram, () => true);
  const model = system && solveRidge(system, LAMBDA, FEATURES, { column: 0, weight: 0 });
  const predict = (): number =>
    model ? model.weights.reduce((sum, w, i) => sum + w * (x[i] ?? 0), model.intercept) : Number.NaN;
  const [squares, n] = [new Float64Array(24), new Float64Array(24)];
  each((series, row, value) => {
    const hour = hourOf(series, row);
    squares[hour] = (squares[hour] ?? 0) + (value - predict()) ** 2;
    n[hour] = (n[hour] ?? 0) + 1;
  });
  return {
    covariate,
    spread: squares.map((s, hour) => Math.sqrt(s / Math.max(1, n[hour] ?? 1))),
    fill(series) {
      const level = levels(series);
      const rows = series.calendar[0].length;
      const floor = covariate === "globalIrradianceWPerM2" ? 0 : Number.NEGATIVE_INFINITY;
      return Float32Array.from({ length: rows }, (_, row) => {
        // What the target does is known up to yesterday only when a day ahead is asked for.
        const known = level[Math.min(series.length - 1, Math.max(0, row - series.perDay))] ?? Number.NaN;
        fill(series, row, Number.isFinite(known) ? known : 0, x);
        return Math.max(floor, predict());
      });
    },
  };
}

/** The series with other values for some covariates. */
export const withCovariates = (
  series: LearnSeries,
  values: Readonly<Partial<Record<CovariateName, Float32Array>>>,
): LearnSeries => ({
  ...series,
  covariates: { ...series.covariates, ...values },
});

/** The imputer's values moved by `shift` standard deviations, hour by hour. */
export function shifted(imputer: Imputer, series: LearnSeries, shift: number): Float32Array {
  const values = imputer.fill(series);
  return values.map((v, row) => v + shift * (imputer.spread[hourOf(series, row)] ?? 0));
}
