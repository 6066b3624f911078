/** A series to be judged on: a target with covariates, long enough to learn from one part and to be judged on another. */
import type { Frame, SignalId } from "#domain";

export interface MeasuredSeries {
  /** Unique, e.g. `cambridge/gas/b35`. */
  readonly id: string;
  /** Buildings are what confidence intervals are taken over. Rooms of one home are one building. */
  readonly building: string;
  /** Series of a group share one line of the table: `electricity`, `gas`, `room temperature`, … */
  readonly group: string;
  readonly signal: SignalId;
  readonly timeZone: string;
  /** How far ahead it is forecast, s; a multiple of the frame's step. */
  readonly horizonS: number;
  /** Column `y` in the signal's forecast unit (W for counters), covariates beside it; gaps are NaN. */
  readonly frame: Frame;
  /** Where the data itself says who is learned from and who is judged; absent: both. */
  readonly role?: "source" | "target";
}

/** Rows of a series by purpose: `[0, calibrationFrom)` to learn from, `[calibrationFrom, testFrom)` to calibrate on, the rest to judge. */
export interface Parts {
  readonly calibrationFrom: number;
  readonly testFrom: number;
}

const LEARN_SHARE = 0.45;
const CALIBRATE_SHARE = 0.15;

/** The three parts of a series of `length` rows, in time order: what is tuned never sees what is judged. */
export const partsOf = (length: number): Parts => ({
  calibrationFrom: Math.floor(length * LEARN_SHARE),
  testFrom: Math.floor(length * (LEARN_SHARE + CALIBRATE_SHARE)),
});
