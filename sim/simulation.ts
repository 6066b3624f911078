/** A simulation that is stepped from outside: it takes controls, can be looked at, stored, taken back and branched at any step. */
import { type Frame, rowTs, ZonecastError } from "#domain";
import { type BuildingModel, parseBuildingModel } from "./building/model.ts";
import { type Controls, checkControls } from "./controls.ts";
import {
  createOperation,
  type Operation,
  type OperationState,
  WHOLE_VIEW,
  type WholeQuantity,
  ZONE_VIEW,
  type ZoneQuantity,
} from "./operation.ts";
import { longestStepS } from "./systems/thermostats.ts";
import type { HeatBalance } from "./thermal/core.ts";
import type { Place } from "./weather/index.ts";
import { type WeatherPieces, weatherPieces, weatherRun } from "./weather-run.ts";

/** The simulator's own step, s, when nothing else is said. */
export const INNER_STEP_S = 300;
const STEP_RANGE_S = [60, 3_600] as const;

export interface SimulationInput {
  /** Checked again here: see `parseBuildingModel`. */
  readonly model: BuildingModel;
  /** A frame with the weather columns. The simulation can go from its first row to its last. */
  readonly weather: Frame;
  /** Step for which controls hold and results are means, s: a multiple of the inner step, which it never changes the result of. */
  readonly stepS: number;
  /** 60..3600 s; 300 when left out, and 60 with two-point thermostats. */
  readonly innerStepS?: number | undefined;
  /** People live days of their own under a seed; expected ones when left out. */
  readonly seed?: number | undefined;
  /** Where the weather was seen; the building's own place when left out. */
  readonly site?: Place | undefined;
}

/** A simulation as it stood: plain numbers, to be stored, compared, and sent to another thread. */
export interface SimulationSnapshot extends OperationState {
  readonly building: string;
  /** UTC ms. */
  readonly ts: number;
}

export interface Simulation {
  readonly stepS: number;
  readonly innerStepS: number;
  readonly zones: readonly string[];
  /** UTC ms: where the next step begins. */
  readonly ts: number;
  /** Whether the weather has another step. */
  readonly canStep: boolean;
  /**
   * What the last step came to, by zone in the order of `zones`: temperatures, humidity, CO2 and set-points at its end, powers,
   * people, air and blinds as means over it. The same arrays at every step.
   */
  readonly zone: Readonly<Record<ZoneQuantity, Float64Array>>;
  /** The same of the whole building; counters in Wh since the start. */
  readonly whole: Readonly<Record<WholeQuantity | "globalIrradianceWPerM2", number>>;
  /** Mean heat balance of all rooms over the last step. */
  readonly balance: HeatBalance;
  /** One step with these controls held. Throws `bad-input` where the weather ends and for a control out of range. */
  step(controls?: Controls): void;
  /** One inner step at a time, with controls asked for anew at each: what `step` does in a row. */
  stepBy(controlsAt: (ts: number) => Controls): void;
  snapshot(): SimulationSnapshot;
  /** Goes back, or forth, to a snapshot of the same building: everything goes on bit by bit as it did from there. */
  restore(snapshot: SimulationSnapshot): void;
  /** Another simulation that stands where this one does; neither knows of the other's steps. */
  branch(): Simulation;
}

/** States at the end of a step; everything else is a mean over it. */
const STATES: ReadonlySet<string> = new Set<ZoneQuantity | WholeQuantity>([
  "airTempC",
  "operativeTempC",
  "relativeHumidityPct",
  "co2Ppm",
  "heatingSetpointC",
  "coolingSetpointC",
  "outdoorTempC",
  "flowTempC",
  "cop",
  "electricEnergyWh",
  "photovoltaicEnergyWh",
  "gasEnergyWh",
  "heatEnergyWh",
]);
const WHOLE_MEANS = WHOLE_VIEW.filter((name) => !STATES.has(name));

/**
 * A building at 20 °C at the weather's first row. The same inputs and controls give the same numbers; the first two weeks or so
 * still know of the 20 °C. Throws `bad-input`, `bad-frame` or `unknown-name` for a model or weather that cannot be used.
 */
export function createSimulation(input: SimulationInput): Simulation {
  const model = parseBuildingModel(input.model);
  const innerStepS = input.innerStepS ?? Math.min(INNER_STEP_S, longestStepS(model));
  const every = input.stepS / innerStepS;
  const [least, most] = STEP_RANGE_S;
  if (!(innerStepS >= least && innerStepS <= most))
    throw new ZonecastError("bad-input", `the inner step must lie in ${least}..${most} s, not ${innerStepS} s`);
  if (!(Number.isInteger(every) && every > 0))
    throw new ZonecastError("bad-input", `the output step must be a multiple of ${innerStepS} s, not ${input.stepS} s`);
  const operation = createOperation(model, innerStepS, input.seed);
  const pieces = weatherPieces(operation.core, input.weather, input.site ?? model.building);
  const again = () => createOperation(model, innerStepS, input.seed, operation.core.plan);
  return over(operation, again, {
    building: model.building.id,
    stepS: input.stepS,
    every,
    startTs: rowTs(input.weather, 0),
    pieces,
  });
}

interface Setting {
  readonly building: string;
  readonly stepS: number;
  readonly every: number;
  readonly startTs: number;
  readonly pieces: WeatherPieces;
}

/** @param again makes another operation of the same building */
function over(operation: Operation, again: () => Operation, setting: Setting): Simulation {
  const { building, stepS, every, startTs, pieces } = setting;
  const zones = operation.core.zones;
  const innerMs = operation.stepS * 1000;
  const run = weatherRun(pieces);
  const { seen } = operation;
  const own = new Float64Array(seen.length);
  const zone = Object.fromEntries(
    ZONE_VIEW.map((name, k) => [name, own.subarray(k * zones.length, (k + 1) * zones.length)]),
  ) as Record<ZoneQuantity, Float64Array>;
  const isState = Uint8Array.from(own, (_, i) => (STATES.has(ZONE_VIEW[Math.floor(i / zones.length)] ?? "") ? 1 : 0));
  const whole = { ...operation.whole, globalIrradianceWPerM2: Number.NaN };
  let balance: HeatBalance = { gainW: 0, lossW: 0, storedW: 0, residualW: 0 };
  /** Inner steps done. */
  let done = 0;
  show();

  function show(): void {
    own.set(seen);
    for (const name of WHOLE_VIEW) whole[name] = operation.whole[name];
  }

  function stepBy(controlsAt: (ts: number) => Controls): void {
    if (done + every > pieces.steps) throw new ZonecastError("bad-input", "the weather ends here");
    let sun = 0;
    let [gainW, lossW, storedW] = [0, 0, 0];
    for (let k = 0; k < every; k++) {
      const ts = startTs + done * innerMs;
      operation.step(ts, run.at(done), controlsAt(ts));
      if (k === 0) show();
      else {
        for (let i = 0; i < own.length; i++) own[i] = isState[i] === 1 ? seen[i]! : own[i]! + seen[i]!;
        for (const name of WHOLE_MEANS) whole[name] += operation.whole[name];
      }
      sun += run.globalAt(done);
      const now = operation.balance();
      gainW += now.gainW;
      lossW += now.lossW;
      storedW += now.storedW;
      done++;
    }
    if (every > 1) {
      for (let i = 0; i < own.length; i++) if (isState[i] === 0) own[i]! /= every;
      for (const name of WHOLE_VIEW) {
        if (STATES.has(name)) whole[name] = operation.whole[name];
        else whole[name] /= every;
      }
    }
    whole.globalIrradianceWPerM2 = sun / every;
    balance = {
      gainW: gainW / every,
      lossW: lossW / every,
      storedW: storedW / every,
      residualW: (gainW - lossW - storedW) / every,
    };
  }

  const simulation: Simulation = {
    stepS,
    innerStepS: operation.stepS,
    zones,
    get ts() {
      return startTs + done * innerMs;
    },
    get canStep() {
      return done + every <= pieces.steps;
    },
    zone,
    whole,
    get balance() {
      return balance;
    },
    step(controls = {}) {
      checkControls(controls);
      stepBy(() => controls);
    },
    stepBy,
    snapshot: () => ({ building, ts: startTs + done * innerMs, ...operation.state() }),
    restore(snapshot) {
      const steps = (snapshot.ts - startTs) / innerMs;
      if (snapshot.building !== building || !Number.isInteger(steps) || steps < 0 || steps > pieces.steps)
        throw new ZonecastError("bad-input", `a snapshot of '${snapshot.building}' at ${snapshot.ts} is none of this simulation`);
      operation.setState(snapshot);
      done = steps;
      show();
    },
    branch() {
      const other = over(again(), again, setting);
      other.restore(simulation.snapshot());
      return other;
    },
  };
  return simulation;
}
