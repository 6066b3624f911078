/** Measures of forecasts: error of the median, sharpness and calibration of the band. NaN pairs are left out. */
import { QUANTILE_LEVELS } from "#domain";

/** A mean over `n` pairs; NaN when n = 0. */
export interface Measure {
  readonly value: number;
  readonly n: number;
}

type Numbers = ArrayLike<number>;

/** Quantiles of each case: `quantiles[i][j]` at level j. */
type Quantiles = ArrayLike<ArrayLike<number>>;

function meanOf(length: number, term: (i: number) => number): Measure {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < length; i++) {
    const v = term(i);
    if (Number.isNaN(v)) continue;
    sum += v;
    n++;
  }
  return { value: n > 0 ? sum / n : Number.NaN, n };
}

const at = (values: Numbers, i: number): number => values[i] ?? Number.NaN;
const cell = (q: Quantiles, i: number, j: number): number => q[i]?.[j] ?? Number.NaN;

/** Mean absolute error, in the unit of the values. */
export const mae = (actual: Numbers, predicted: Numbers): Measure =>
  meanOf(actual.length, (i) => Math.abs(at(actual, i) - at(predicted, i)));

/** Root mean square error, in the unit of the values. */
export function rmse(actual: Numbers, predicted: Numbers): Measure {
  const { value, n } = meanOf(actual.length, (i) => (at(actual, i) - at(predicted, i)) ** 2);
  return { value: Math.sqrt(value), n };
}

/** Pinball loss of one quantile (Koenker and Bassett 1978): tau (y - q) above it, (1 - tau) (q - y) below. */
export const pinballLoss = (actual: number, quantile: number, tau: number): number =>
  Math.max(tau * (actual - quantile), (tau - 1) * (actual - quantile));

/** Mean pinball loss of one case over `levels`. */
export function casePinball(actual: number, quantiles: Numbers, levels: Numbers = QUANTILE_LEVELS): number {
  let sum = 0;
  for (let j = 0; j < levels.length; j++) sum += pinballLoss(actual, at(quantiles, j), at(levels, j));
  return sum / levels.length;
}

/** Mean pinball loss over cases and levels, in the unit of the values. */
export const pinball = (actual: Numbers, quantiles: Quantiles, levels: Numbers = QUANTILE_LEVELS): Measure =>
  meanOf(actual.length, (i) => casePinball(at(actual, i), quantiles[i] ?? [], levels));

/** Share of actual values within quantiles `low` and `high` (indices), bounds included: PICP, 0..1. */
export const coverage = (actual: Numbers, quantiles: Quantiles, low: number, high: number): Measure =>
  meanOf(actual.length, (i) => {
    const y = at(actual, i);
    const a = cell(quantiles, i, low);
    const b = cell(quantiles, i, high);
    if (Number.isNaN(y) || Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
    return y >= a && y <= b ? 1 : 0;
  });

/** Mean width between quantiles `low` and `high` (indices): MPIW, in the unit of the values. */
export const meanWidth = (quantiles: Quantiles, low: number, high: number): Measure =>
  meanOf(quantiles.length, (i) => cell(quantiles, i, high) - cell(quantiles, i, low));

/** Mean width over the range of the actual values: PINAW. NaN when they do not vary. */
export function normalisedWidth(actual: Numbers, quantiles: Quantiles, low: number, high: number): Measure {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < actual.length; i++) {
    const y = at(actual, i);
    if (y < min) min = y;
    if (y > max) max = y;
  }
  const { value, n } = meanWidth(quantiles, low, high);
  return { value: max > min ? value / (max - min) : Number.NaN, n };
}

/**
 * Continuous ranked probability score of one case from its quantiles: twice the pinball loss integrated over the level
 * (Gneiting and Raftery 2007, section 4.2), by the trapezoidal rule between the levels; beyond the outermost levels their
 * loss falls linearly to 0, as it does for a distribution with bounded support.
 */
export function caseCrps(actual: number, quantiles: Numbers, levels: Numbers = QUANTILE_LEVELS): number {
  let integral = 0;
  let previousLevel = 0;
  let previousLoss = 0;
  for (let j = 0; j <= levels.length; j++) {
    const end = j === levels.length;
    const level = end ? 1 : at(levels, j);
    const loss = end ? 0 : pinballLoss(actual, at(quantiles, j), level);
    integral += ((level - previousLevel) * (loss + previousLoss)) / 2;
    previousLevel = level;
    previousLoss = loss;
  }
  return 2 * integral;
}

/** Mean CRPS over cases, in the unit of the values. */
export const crps = (actual: Numbers, quantiles: Quantiles, levels: Numbers = QUANTILE_LEVELS): Measure =>
  meanOf(actual.length, (i) => caseCrps(at(actual, i), quantiles[i] ?? [], levels));

/** Skill against a baseline's loss: 1 is perfect, 0 no better, negative worse. NaN when the baseline's loss is 0 or missing. */
export const skill = (loss: number, baselineLoss: number): number => (baselineLoss > 0 ? 1 - loss / baselineLoss : Number.NaN);
