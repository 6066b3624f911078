/** The thermal core: one building on the star engine, stepped with what weather and people do to it. */
import { type Frame, ZonecastError } from "#domain";
import type { BuildingModel } from "../building/model.ts";
import { ACT, ACT_WIDTH } from "../star/arrays.ts";
import { createBalance } from "../star/balance.ts";
import { type Plan, planOf } from "../star/plan.ts";
import { restore, stateColumns, temperaturesOf } from "../star/state.ts";
import { createStepper } from "../star/stepper.ts";
import type { Place } from "../weather/index.ts";
import { type Blinds, blindsOf } from "./blinds.ts";
import { describe, GAIN_CONVECTIVE_SHARE } from "./describe.ts";

/** What acts on the building during one step; arrays by zone unless written. */
export interface StepInput {
  /** Table from `weatherTable`, and the row that holds. */
  readonly weather: Float64Array;
  readonly row: number;
  /** People, devices and light, W. */
  readonly gainsW: Float64Array;
  /** Outdoor air beyond the constant exchange, less what heat recovery saves, m³/h; with the constant exchange >= 0. */
  readonly outdoorAirM3PerH: Float64Array;
  /** As `createThermostats` prepares it; NaN asks for nothing. */
  readonly setpointC: Float64Array;
  /** Where cooling begins; NaN or left out: never. */
  readonly coolingSetpointC?: Float64Array;
  /** Heater power that ignores the thermostat, negative to cool, W; NaN: the thermostat decides. */
  readonly forcedPowerW: Float64Array;
}

/** Mean heat flows of a step over the whole building, W. `residualW` is what does not add up. */
export interface HeatBalance {
  readonly gainW: number;
  /** Through the envelope and with air. */
  readonly lossW: number;
  readonly storedW: number;
  readonly residualW: number;
}

export interface ThermalCore {
  readonly stepS: number;
  /** What does not change while it runs: another core may stand on it. */
  readonly plan: Plan;
  readonly zones: readonly string[];
  /** Zone air over the last step. */
  readonly airTempC: Float64Array;
  /** What the surfaces of a zone radiate like. */
  readonly radiantTempC: Float64Array;
  /** Mean over the last step, by zone; negative while it cools. */
  readonly powerW: Float64Array;
  readonly blinds: Blinds;
  /** Column of the sun on the photovoltaic modules in a weather table, and the width of its rows; -1 without modules. */
  readonly modulesColumn: number;
  readonly width: number;
  /** What the core must know of `weather`, a row a step: step i runs from row i to row i + 1. Throws `bad-frame` for a missing column. */
  weatherTable(weather: Frame, place: Place): Float64Array;
  step(input: StepInput): void;
  /** Of the last step. */
  balance(): HeatBalance;
  /** Temperatures of everything that is stepped. */
  temperaturesC(): Float64Array;
  /** Throws `bad-input` when the number of temperatures differs. */
  restore(temperaturesC: Float64Array): void;
  /** Everything that the future depends on, bit by bit, and the way back; the same at every step length. */
  state(): Float64Array;
  setState(state: Float64Array): void;
}

/**
 * The core of a checked model, at a fixed step (s, > 0); everything starts at 20 °C.
 * @param plan of another core of the same model and step, which saves the time to make it
 */
export function createCore(model: BuildingModel, stepS: number, plan = planOf(describe(model, stepS), stepS)): ThermalCore {
  const modulesColumn = model.photovoltaics ? plan.columns.plane(model.photovoltaics) : -1;
  const stepper = createStepper(plan);
  const { work } = stepper;
  const zones = plan.zones.length;
  const acts = new Float64Array(zones * ACT_WIDTH).fill(Number.NaN);
  const account = createBalance(plan, work);
  const width = plan.columns.width();
  const columns = stateColumns(work);
  const size = columns.reduce((sum, c) => sum + c.length, 0);
  let weatherNow: Float64Array = new Float64Array(0);
  let rowNow = 0;

  return {
    stepS,
    plan,
    zones: plan.zones,
    airTempC: work.zone.air,
    radiantTempC: work.zone.radiant,
    powerW: work.powerW,
    blinds: blindsOf(model, plan.windowColumn, width),
    modulesColumn,
    width,
    weatherTable: plan.columns.table,
    step({ weather, row, gainsW, outdoorAirM3PerH, setpointC, coolingSetpointC, forcedPowerW }) {
      for (let z = 0; z < zones; z++) {
        const at = z * ACT_WIDTH;
        const gain = gainsW[z]!;
        acts[at + ACT.convectiveW] = GAIN_CONVECTIVE_SHARE * gain;
        acts[at + ACT.radiantW] = (1 - GAIN_CONVECTIVE_SHARE) * gain;
        acts[at + ACT.outdoorAirM3PerH] = outdoorAirM3PerH[z]!;
        acts[at + ACT.heatingSetpointC] = setpointC[z]!;
        acts[at + ACT.coolingSetpointC] = coolingSetpointC ? coolingSetpointC[z]! : Number.NaN;
        acts[at + ACT.forcedW] = forcedPowerW[z]!;
      }
      account.open();
      stepper.run({ steps: 1, weather, firstRow: row, acts });
      weatherNow = weather;
      rowNow = row;
    },
    balance() {
      const own = account.close(weatherNow, rowNow * width, acts, 0);
      let [gainW, lossW, storedW] = [0, 0, 0];
      for (let z = 0; z < zones; z++) {
        gainW += own.gainW[z]!;
        lossW += own.lossW[z]!;
        storedW += own.storedW[z]!;
      }
      return { gainW, lossW, storedW, residualW: gainW - lossW - storedW };
    },
    temperaturesC: () => temperaturesOf(plan, work),
    restore: (temperaturesC) => restore(plan, work, temperaturesC),
    state() {
      const state = new Float64Array(size);
      let at = 0;
      for (const c of columns) {
        state.set(c, at);
        at += c.length;
      }
      return state;
    },
    setState(state) {
      if (state.length !== size)
        throw new ZonecastError("bad-input", `the state has ${state.length} numbers, this building has ${size}`);
      let at = 0;
      for (const c of columns) {
        c.set(state.subarray(at, at + c.length));
        at += c.length;
      }
    },
  };
}
