/** One zone on the star engine with its heating in somebody's hands: steps at will, and goes back to any state bit by bit. */
import { type Frame, ZonecastError } from "#domain";
import { ACT, ACT_WIDTH, type StarState } from "../star/arrays.ts";
import type { StarBuilding } from "../star/description.ts";
import { planOf } from "../star/plan.ts";
import { setTemperature } from "../star/state.ts";
import { createStepper } from "../star/stepper.ts";
import type { Place } from "../weather/index.ts";
import { onGrid } from "../weather-grid.ts";

const START_C = 20;

/** Controllers act and the zone is solved so often. */
export const INNER_S = 180;

/** Where a zone stands: the row of weather and every temperature. A copy of its own. */
export interface HeatedZoneState {
  readonly row: number;
  readonly temperatures: Float64Array;
}

/** Heating of 0..1 of the installed power: a level that holds for a step, or a law asked anew each `INNER_S`. Clipped. */
export type Heating = number | ((airTempC: number) => number);

export interface HeatedZone {
  readonly stepS: number;
  readonly volumeM3: number;
  readonly maxHeatingW: number;
  /** Row of the weather that the next step begins at. */
  readonly row: number;
  /** Steps that the weather lasts for. */
  readonly steps: number;
  /** Zone air at `row`, °C. */
  readonly airTempC: number;
  /** Mean heating over the last step, 0..1. */
  readonly heatingShare: number;
  /**
   * Lives through one step and returns the air temperature at its end. Throws `bad-input` where the weather ends.
   * @param outdoorAirM3PerH beyond what always comes in
   */
  step(heating: Heating, outdoorAirM3PerH?: number): number;
  snapshot(): HeatedZoneState;
  restore(state: HeatedZoneState): void;
}

/**
 * The only zone of `building`, all at 20 °C, from the first row of `weather`, whose step it takes; that is a multiple of `INNER_S`. No people, no devices: what moves
 * it is weather and heating. Throws `bad-input` for a building of several zones or without heating.
 */
export function createHeatedZone(building: StarBuilding, weather: Frame, place: Place): HeatedZone {
  const [zone, second] = building.zones;
  if (!zone?.heater || second)
    throw new ZonecastError("bad-input", `this takes a building of one heated zone, not of ${building.zones.length}`);
  const { maxHeatingW } = zone.heater;
  const plan = planOf(building, INNER_S);
  const table = plan.columns.table(onGrid(weather, INNER_S), place);
  const every = weather.stepS / INNER_S;
  const { work, run } = createStepper(plan);
  setTemperature(plan, work, START_C);
  const acts = new Float64Array(ACT_WIDTH).fill(Number.NaN);
  acts[ACT.convectiveW] = 0;
  acts[ACT.radiantW] = 0;
  const parts = stateColumns(work);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const steps = weather.length - 1;
  const job = { steps: 1, weather: table, firstRow: 0, acts };
  let row = 0;
  let airTempC = START_C;
  let meanShare = 0;

  return {
    stepS: weather.stepS,
    volumeM3: zone.volumeM3,
    maxHeatingW,
    steps,
    get row() {
      return row;
    },
    get airTempC() {
      return airTempC;
    },
    get heatingShare() {
      return meanShare;
    },
    step(heating, outdoorAirM3PerH = 0) {
      if (row >= steps) throw new ZonecastError("bad-input", `the weather ends after ${steps} steps`);
      acts[ACT.outdoorAirM3PerH] = outdoorAirM3PerH;
      meanShare = 0;
      for (let i = 0; i < every; i++) {
        const share = Math.min(1, Math.max(0, typeof heating === "number" ? heating : heating(airTempC)));
        meanShare += share / every;
        acts[ACT.forcedW] = share * maxHeatingW;
        job.firstRow = row * every + i;
        run(job);
        airTempC = work.zone.air[0]!;
      }
      row++;
      return airTempC;
    },
    snapshot() {
      const temperatures = new Float64Array(size + 1);
      let at = 0;
      for (const part of parts) {
        temperatures.set(part, at);
        at += part.length;
      }
      temperatures[size] = airTempC;
      return { row, temperatures };
    },
    restore(state) {
      if (state.temperatures.length !== size + 1) throw new ZonecastError("bad-input", "this state is that of another building");
      let at = 0;
      for (const part of parts) {
        part.set(state.temperatures.subarray(at, at + part.length));
        at += part.length;
      }
      row = state.row;
      airTempC = state.temperatures[size]!;
    },
  };
}

const stateColumns = ({ zone, face, window }: StarState): readonly Float64Array[] => [
  ...Object.values(zone),
  ...Object.values(face),
  ...Object.values(window),
];
