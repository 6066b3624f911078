/** The pipeline: building + weather + controls -> Frame. */
import { column, type Frame, makeFrame, rowTs, WHOLE_BUILDING, ZonecastError } from "#domain";
import { type BuildingModel, parseBuildingModel } from "./building/model.ts";
import { controlReader } from "./controls.ts";
import { scheduledLife } from "./life/scheduled.ts";
import { recorder, sampleOf } from "./record.ts";
import { createCore } from "./thermal/core.ts";
import type { Place } from "./weather/index.ts";
import { onGrid } from "./weather-grid.ts";

/** The simulator's own step. Output steps are multiples of it, and never change the result. */
export const INNER_STEP_S = 300;

/** Everything that the future depends on. Plain numbers: it may be stored, copied and compared. */
export interface SimState {
  readonly ts: number;
  readonly nodeTempsC: Float64Array;
}

export interface SimulateInput {
  /** Checked again here: see `parseBuildingModel`. */
  readonly model: BuildingModel;
  /** A frame with the weather columns. The run goes from its first row to its last. */
  readonly weather: Frame;
  /** Output step, s: a multiple of 300. */
  readonly stepS: number;
  /**
   * Columns `zone/heatingSetpointC` replace the schedule, `zone/heatingPowerW` (W, clipped to the heater) the thermostat; NaN
   * leaves it alone. Row i holds from its time until the next row; after the last row, and before the first, nothing is held.
   */
  readonly controls?: Frame | undefined;
  /** Where an earlier run ended. Left out: every node at 20 °C, so give the first two weeks or so away. */
  readonly startState?: SimState | undefined;
  /** Where the weather was seen; the building's own place when left out. */
  readonly site?: Place | undefined;
}

export interface SimulateResult {
  /**
   * Row 0 stands one step after the weather's first row. By zone `zone/airTempC`, `zone/heatingSetpointC`,
   * `zone/heatingPowerW`; and under `whole/`: `outdoorTempC`, `globalIrradianceWPerM2`, `heatingPowerW`, and the heat balance
   * `gainW`, `lossW`, `storedW`, `balanceResidualW`. Powers are means over the step that ends at the row.
   */
  readonly frame: Frame;
  readonly endState: SimState;
}

/**
 * Simulates a building. The same inputs give the same numbers, and two runs joined by their state give those of one.
 * Throws `bad-input` or `unknown-name` for a model, weather, control or state that cannot be used.
 */
export function simulate(input: SimulateInput): SimulateResult {
  const model = parseBuildingModel(input.model);
  const every = input.stepS / INNER_STEP_S;
  if (!(Number.isInteger(every) && every > 0))
    throw new ZonecastError("bad-input", `the output step must be a multiple of ${INNER_STEP_S} s, not ${input.stepS} s`);
  const weather = onGrid(input.weather, INNER_STEP_S);
  const core = createCore(model, INNER_STEP_S);
  if (input.startState) core.restore(input.startState.nodeTempsC);

  const table = core.weatherTable(weather, input.site ?? model.building);
  const people = scheduledLife(model);
  const controls = controlReader(model, input.controls);
  const rows = Math.floor((weather.length - 1) / every);
  const record = recorder(core, rows, every);

  for (let step = 0; step < rows * every; step++) {
    const ts = rowTs(weather, step);
    const act = people(ts, column(weather, "outdoorTempC")[step] ?? 0, core.airTempC);
    controls(ts, act);
    core.step({ weather: table, row: step, ...act });
    record.add(step, act, core.balance());
  }
  const endTs = rowTs(weather, rows * every);
  const sampled = (name: string) => [`${WHOLE_BUILDING}/${name}`, sampleOf(weather, name, rows, every)] as const;
  return {
    frame: makeFrame(input.weather.startTs + input.stepS * 1000, input.stepS, [
      ...record.columns,
      sampled("outdoorTempC"),
      sampled("globalIrradianceWPerM2"),
    ]),
    endState: { ts: endTs, nodeTempsC: core.temperaturesC() },
  };
}
