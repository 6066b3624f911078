/** Synthetic weather of a climate for a run: quarters of an hour whose light is a mean, however long the stretch. */
import { type Frame, makeFrame } from "#domain";
import { type ClimateId, syntheticWeather } from "./weather/index.ts";
import { SYNTHETIC_MEAN_S } from "./weather/synthetic.ts";
import { onGrid } from "./weather-grid.ts";

/** Step of the rows, s. */
export const CLIMATE_STEP_S = 900;
/** Rows that are made at a time; the five minutes behind them are thrown away. */
const PIECE_ROWS = 2_880;

/** Rows from `fromTs` to `untilTs` or just beyond, UTC ms; any stretch of a climate and seed gives the same rows at the same times. */
export function climateStretch(climate: ClimateId, seed: number, fromTs: number, untilTs: number): Frame {
  const stepMs = CLIMATE_STEP_S * 1000;
  const rows = Math.ceil((untilTs - fromTs) / stepMs) + 1;
  const columns = new Map<string, Float64Array>();
  for (let first = 0; first < rows; first += PIECE_ROWS) {
    const own = Math.min(PIECE_ROWS, rows - first);
    // From a row before: what is a mean needs its interval.
    const piece = onGrid(
      syntheticWeather({
        climate,
        seed,
        startTs: fromTs + (first - 1) * stepMs,
        stepS: SYNTHETIC_MEAN_S,
        length: (own * CLIMATE_STEP_S) / SYNTHETIC_MEAN_S + 1,
      }),
      CLIMATE_STEP_S,
    );
    for (const [name, values] of piece.columns) {
      let whole = columns.get(name);
      if (!whole) {
        whole = new Float64Array(rows);
        columns.set(name, whole);
      }
      whole.set(values.subarray(1), first);
    }
  }
  return makeFrame(fromTs, CLIMATE_STEP_S, columns);
}
