/** The pipeline: building + weather + controls -> Frame. */
import type { Frame } from "#domain";
import { controlReader } from "./controls.ts";
import { recorder } from "./record.ts";
import { createSimulation, type SimulationInput, type SimulationSnapshot } from "./simulation.ts";

export interface SimulateInput extends SimulationInput {
  /**
   * Columns `zone/control` (see `CONTROLS`); NaN leaves the zone alone. Row i holds from its time until the next row; after the
   * last row, and before the first, nothing is held.
   */
  readonly controls?: Frame | undefined;
  /** Where an earlier run ended. Left out: every node at 20 °C, so give the first two weeks or so away. */
  readonly startState?: SimulationSnapshot | undefined;
}

export interface SimulateResult {
  /**
   * Row 0 stands one step after the weather's first row. By zone `zone/airTempC`, `zone/heatingSetpointC`,
   * `zone/heatingPowerW` and more; and under `whole/`: `outdoorTempC`, `globalIrradianceWPerM2`, `heatingPowerW`, what is
   * bought and made, and the heat balance `gainW`, `lossW`, `storedW`, `balanceResidualW`. Powers are means over the step that
   * ends at the row, counters begin at 0 with the run that has no start state.
   */
  readonly frame: Frame;
  readonly endState: SimulationSnapshot;
}

/**
 * Simulates a building. The same inputs give the same numbers, and two runs joined by their state give those of one.
 * Throws `bad-input` or `unknown-name` for a model, weather, control or state that cannot be used.
 */
export function simulate(input: SimulateInput): SimulateResult {
  const { simulation, step, take } = begin(input);
  const left = Math.floor(stepsLeft(input, simulation.ts));
  return { frame: take(left, step), endState: simulation.snapshot() };
}

/**
 * The same run as frames of `rowsPerFrame` rows, the last one shorter: memory does not grow with the length of the run.
 * Throws what `simulate` throws.
 */
export function* simulateFrames(input: SimulateInput, rowsPerFrame: number): Generator<Frame, SimulationSnapshot> {
  const { simulation, step, take } = begin(input);
  for (let left = stepsLeft(input, simulation.ts); left > 0; left -= rowsPerFrame) yield take(Math.min(left, rowsPerFrame), step);
  return simulation.snapshot();
}

function begin({ controls, startState, ...input }: SimulateInput) {
  const simulation = createSimulation(input);
  const controlsAt = controlReader(input.model, controls);
  if (startState) simulation.restore(startState);
  return { simulation, step: () => simulation.stepBy(controlsAt), take: recorder(input.model, simulation) };
}

/** Whole steps between `ts` and the weather's last row. */
const stepsLeft = ({ weather, stepS }: SimulateInput, ts: number): number =>
  Math.floor((weather.startTs + (weather.length - 1) * weather.stepS * 1000 - ts) / (stepS * 1000));
