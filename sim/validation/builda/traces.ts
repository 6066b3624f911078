/** Reads the year-long traces of BuilDa's house: what went in, and the air temperature that came out. */
import { type Frame, makeFrame, ZonecastError } from "#domain";

export const STEP_S = 900;
const ROWS = 35_040;
const COLUMNS = "time_s,u,TAir_C,TOut_C,HDirNor,HDifHor,P_W";

/** The trace's axis is local standard time, UTC+1; its typical year is laid into one without 29 February. */
const START_TS = Date.UTC(2023, 0, 1) - 3_600_000;

export interface Trace {
  /** From the start of the year on: states at the rows, light as means over the interval before. */
  readonly weather: Frame;
  /** At the end of each step. */
  readonly airTempC: Float64Array;
  /** Mean over each step. */
  readonly powerW: Float64Array;
}

/** Throws `bad-file` for other columns, another length, or what is not a number. */
export function readTrace(text: string, name: string): Trace {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const fault = (what: string) => new ZonecastError("bad-file", `${name}: ${what}`);
  if (head !== COLUMNS) throw fault(`the columns should be ${COLUMNS}`);
  if (lines.length !== ROWS) throw fault(`${lines.length} rows instead of ${ROWS}`);
  const rows = lines.map((line, i) => {
    const cells = line.split(",").map(Number);
    if (cells.length !== 7 || cells.some((v) => !Number.isFinite(v)) || cells[0] !== (i + 1) * STEP_S)
      throw fault(`row ${i + 1} is not what it should be`);
    return cells;
  });
  const column = (k: number) => Float64Array.from(rows, (cells) => cells[k] ?? Number.NaN);
  // The year begins a step before its first row, in the same weather.
  const state = (k: number) => Float64Array.from([rows[0]?.[k] ?? Number.NaN, ...column(k)]);
  const light = (k: number) => state(k).map((v, i, all) => (v + (all[i - 1] ?? v)) / 2);
  const still = (value: number) => new Float64Array(ROWS + 1).fill(value);
  return {
    weather: makeFrame(START_TS, STEP_S, [
      ["outdoorTempC", state(3)],
      // Neither sky, wind nor pressure is in the trace; the house takes none of them.
      ["skyTempC", state(3)],
      ["windSpeedMPerS", still(3)],
      ["airPressurePa", still(101_325)],
      ["directNormalWPerM2", light(4)],
      ["diffuseHorizontalWPerM2", light(5)],
    ]),
    airTempC: column(2),
    powerW: column(6),
  };
}
