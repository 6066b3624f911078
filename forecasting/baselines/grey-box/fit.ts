/** Fits the two-store room to a series: rates and noise by search, sizes of the gains in closed form at each step of it. */
import type { Series } from "../../series.ts";
import type { Inputs } from "./gains.ts";
import { hoursOf, regressionOf } from "./regression.ts";
import { minimise } from "./simplex.ts";
import { sizesOf } from "./sizes.ts";
import { stepOf, type TwoState } from "./two-state.ts";

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly start: number;
}

/** Physical bounds of what is searched for, in the order in which `roomAt` reads it: time constants in h, then ratios. */
const PARAMETERS: readonly Bounds[] = [
  { least: 0.5, most: 40, start: 6 }, // air to envelope
  { least: 2, most: 60, start: 12 }, // capacity of the envelope over that of the air
  { least: 30, most: 3_000, start: 300 }, // envelope to outdoors
  { least: 15, most: 2_000, start: 100 }, // air to outdoors
  { least: 2, most: 2_000, start: 60 }, // air to habit
  { least: 1e-4, most: 3, start: 0.05 }, // noise of the envelope over that of the air
  { least: 1e-3, most: 30, start: 0.3 }, // noise of the measurement over that of the air
];

/** Where a search begins: in the middle of things, or where the last one ended. */
const START = PARAMETERS.map(({ least, most, start }) => {
  const share = Math.log(start / least) / Math.log(most / least);
  return Math.log(share / (1 - share));
});
const ANEW = { size: 0.7, evaluations: 110, tolerance: 1e-4 };
const ONWARD = { size: 0.3, evaluations: 40, tolerance: 1e-3 };
/** Rows of the regression per gain below which nothing is learned. */
const ROWS_PER_GAIN = 4;

/** The room at a place of the search, which knows no bounds: each number lies between its own by the logistic function. */
function roomAt(place: readonly number[]): TwoState {
  const [toEnvelope = 1, capacities = 1, toOutdoor = 1, leak = 1, habit = 1, envelopeNoise = 1, measurementNoise = 1] =
    PARAMETERS.map(({ least, most }, i) => least * (most / least) ** (1 / (1 + Math.exp(-(place[i] ?? 0)))));
  return {
    airToEnvelope: 1 / toEnvelope,
    envelopeToAir: 1 / (toEnvelope * capacities),
    envelopeToOutdoor: 1 / toOutdoor,
    airToOutdoor: 1 / leak,
    airToHabit: 1 / habit,
    envelopeNoise,
    measurementNoise,
  };
}

export interface Fit {
  readonly room: TwoState;
  /** One per gain, K/h for a gain of 1. */
  readonly sizes: Float64Array;
  /** Where the search ended. */
  readonly place: readonly number[];
  /** Mean absolute error over leads up to a day, K, in the rows learned from. */
  readonly loss: number;
}

/**
 * The fit to rows `[from, end)` of `series`: least mean absolute error of forecasts up to a day ahead, each from the state of
 * the room's own Kalman filter, inputs ahead as a forecast would know them. `last` is an earlier fit to go on from. Undefined
 * with too few rows.
 */
export function fitRoom(series: Series, inputs: Inputs, from: number, end: number, last?: Fit): Fit | undefined {
  const hours = hoursOf(series, inputs, from, end);
  const warms = inputs.gains.map((g) => g.warms);
  if (regressionOf(hours, stepOf(roomAt(START), 1)).rows < ROWS_PER_GAIN * warms.length) return undefined;
  const tried = (place: readonly number[]) => sizesOf(regressionOf(hours, stepOf(roomAt(place), 1)), warms);
  const place = minimise((at) => tried(at).loss, last?.place ?? START, last ? ONWARD : ANEW);
  return { room: roomAt(place), place, ...tried(place) };
}
