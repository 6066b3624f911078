/** A stretch of a zone's life as a response model sees it, and what such a model can be asked. */
import type { Random } from "#domain";

/**
 * Rows on time: row i holds the state at i, `heatingShare[i]` acts from row i to row i + 1. `airTempC` and the weather have one row
 * more than the control. No gaps.
 */
export interface Operation {
  readonly stepS: number;
  /** Local hour of row 0, 0..24. */
  readonly startHour: number;
  readonly airTempC: Float64Array;
  /** Heating, 0..1 of what is installed. */
  readonly heatingShare: Float64Array;
  readonly outdoorTempC: Float64Array;
  /** Means over the step that ends at the row, W/m². */
  readonly directWPerM2: Float64Array;
  readonly diffuseWPerM2: Float64Array;
}

/** Steps ahead that every model answers for: 4 h at 15 min. */
export const LEADS = 16;

/** Rows that a model may look back to: a day at 15 min. */
export const LOOK_BACK = 96;

/** Says what the zone will do under a plan, with the weather to come known. */
export interface ResponseModel {
  /**
   * Zone temperature (°C) after 1..`LEADS` steps from `row` (`LOOK_BACK` <= row <= rows - 1 - `LEADS`) if `plan` (`LEADS` shares) acts
   * instead of what is recorded. Nothing recorded after `row` is read but the weather. `out` is filled and returned.
   */
  predict(operation: Operation, row: number, plan: Float64Array, out: Float64Array): Float64Array;
}

/** Effort of the models that learn by gradient. */
export interface Effort {
  /** Passes over the rows. */
  readonly epochs: number;
  /** Every so many rows begin a training window, with another offset in each pass. */
  readonly stride: number;
}

export interface ResponseLearner {
  readonly id: string;
  /** One line on what it is. */
  readonly about: string;
  /** Learns from records of one zone. Throws `too-little-history` for records without a single window. */
  learn(records: readonly Operation[], random: Random, effort: Effort): ResponseModel;
}

/** The last row that a window can begin at; the first is `LOOK_BACK`. */
export const lastRow = (operation: Operation): number => operation.heatingShare.length - LEADS;
