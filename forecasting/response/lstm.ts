/** An LSTM that reads the last hours and then lives through the plan, one temperature increment a step. */
import { ZonecastError } from "#domain";
import { type Cell, cellWeights, createCell, forgetBias, UNITS } from "./lstm-cell.ts";
import { LEADS, LOOK_BACK, lastRow, type Operation, type ResponseLearner } from "./operation.ts";
import { scaleOf } from "./scale.ts";
import { glorot, train } from "./training.ts";

/** Steps read before the plan begins. */
const READ = 32;
const STEPS = READ + LEADS;
const BATCH = 32;
const RATE = 5e-3;
const MAX_NORM = 1;

/** Temperature and its last change (while reading), control and weather of the step, time of day, and whether this is the plan. */
const INPUTS = 9;
const SCALED = 6;
const HEAD = cellWeights(INPUTS);
const WEIGHTS = HEAD + UNITS + 1;

export const lstm: ResponseLearner = {
  id: "lstm",
  about: `${UNITS} units, reads ${READ} steps, decodes ${LEADS}, mean squared error, Adam ${RATE}, batches of ${BATCH}`,
  learn(records, random, effort) {
    const starts = records.flatMap((record) =>
      Array.from({ length: Math.max(0, lastRow(record) - LOOK_BACK + 1) }, (_, i) => ({ record, row: LOOK_BACK + i })),
    );
    if (starts.length === 0) throw new ZonecastError("too-little-history", "no record is as long as a day and four hours");
    const scaling = scalingOf(records);
    const weights = new Float64Array(WEIGHTS);
    glorot(weights, 0, INPUTS + UNITS, 4 * UNITS, random);
    weights.fill(1, forgetBias(INPUTS), forgetBias(INPUTS) + UNITS);
    glorot(weights, HEAD, UNITS, 1, random);
    const gradient = new Float64Array(WEIGHTS);
    const cell = createCell(STEPS, INPUTS);
    const x = new Float64Array(STEPS * INPUTS);
    const rise = new Float64Array(LEADS);
    const dHidden = new Float64Array(STEPS * UNITS);

    const accumulate = (batch: Int32Array, from: number, to: number): void => {
      const scale = 2 / ((to - from) * LEADS);
      for (let b = from; b < to; b++) {
        const { record, row } = starts[batch[b]!]!;
        fill(record, row, record.heatingShare.subarray(row, row + LEADS), scaling, x);
        cell.forward(weights, x);
        decode(weights, cell, rise);
        dHidden.fill(0);
        // The change to lead h is the sum of increments up to h, so an increment answers for all later errors.
        let later = 0;
        for (let h = LEADS - 1; h >= 0; h--) {
          later += scale * (rise[h]! - (record.airTempC[row + h + 1]! - record.airTempC[row]!) / scaling.riseK);
          const at = (READ + h) * UNITS;
          gradient[HEAD + UNITS]! += later;
          for (let j = 0; j < UNITS; j++) {
            gradient[HEAD + j]! += later * cell.hidden[at + UNITS + j]!;
            dHidden[at + j]! += later * weights[HEAD + j]!;
          }
        }
        cell.backward(weights, x, dHidden, gradient);
      }
    };
    const options = { windows: starts.length, batch: BATCH, rate: RATE, maxNorm: MAX_NORM };
    train({ weights, gradient, accumulate }, options, random, effort);

    return {
      predict(operation, row, plan, out) {
        fill(operation, row, plan, scaling, x);
        cell.forward(weights, x);
        decode(weights, cell, rise);
        for (let h = 0; h < LEADS; h++) out[h] = operation.airTempC[row]! + scaling.riseK * rise[h]!;
        return out;
      },
    };
  },
};

/** Temperature change to each lead, over its scale. */
function decode(w: Float64Array, { hidden }: Cell, out: Float64Array): void {
  let sum = 0;
  for (let h = 0; h < LEADS; h++) {
    let increment = w[HEAD + UNITS]!;
    const at = (READ + h + 1) * UNITS;
    for (let j = 0; j < UNITS; j++) increment += w[HEAD + j]! * hidden[at + j]!;
    sum += increment;
    out[h] = sum;
  }
}

interface Scaling {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Deviation of the change to the last lead. */
  readonly riseK: number;
}

function scalingOf(records: readonly Operation[]): Scaling {
  const rows: number[] = [];
  const rises: number[] = [];
  for (const o of records)
    for (let k = 0; k < o.heatingShare.length; k++) {
      rows.push(o.airTempC[k]!, o.airTempC[k + 1]! - o.airTempC[k]!, o.heatingShare[k]!);
      rows.push(o.outdoorTempC[k]!, o.directWPerM2[k]!, o.diffuseWPerM2[k]!);
      if (k + LEADS < o.airTempC.length) rises.push(o.airTempC[k + LEADS]! - o.airTempC[k]!);
    }
  const { mean, deviation } = scaleOf(Float64Array.from(rows), SCALED);
  return { mean, deviation, riseK: scaleOf(Float64Array.from(rises), 1).deviation[0]! };
}

/** Step t of the window stands for the interval that begins at row `row - READ + t`. */
function fill(o: Operation, row: number, plan: Float64Array, { mean, deviation }: Scaling, x: Float64Array): void {
  for (let t = 0; t < STEPS; t++) {
    const k = row - READ + t;
    const at = t * INPUTS;
    const reading = t < READ;
    const tempC = o.airTempC[reading ? k + 1 : row]!;
    const changeK = reading ? tempC - o.airTempC[k]! : mean[1]!;
    const share = reading ? o.heatingShare[k]! : plan[t - READ]!;
    const values = [tempC, changeK, share, o.outdoorTempC[k + 1]!, o.directWPerM2[k + 1]!, o.diffuseWPerM2[k + 1]!];
    for (let i = 0; i < SCALED; i++) x[at + i] = (values[i]! - mean[i]!) / deviation[i]!;
    const hour = ((o.startHour + (k * o.stepS) / 3600) * Math.PI) / 12;
    x[at + 6] = Math.sin(hour);
    x[at + 7] = Math.cos(hour);
    x[at + 8] = reading ? 0 : 1;
  }
}
