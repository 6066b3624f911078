/** An environment for reinforcement learning: reset, step, snapshot, branch, on any building, controls and weather. */
import { type Frame, unknownName, ZonecastError } from "#domain";
import type { BuildingModel } from "../building/model.ts";
import { blankControls, type ControlName, controlsOf } from "../controls.ts";
import { createSimulation, type Simulation, type SimulationSnapshot } from "../simulation.ts";
import type { Place } from "../weather/index.ts";
import { actionRange } from "./spaces.ts";

/** One number of an action or an observation. */
export interface Dimension {
  /** `zone/quantity` or `whole/quantity`; the unit is in the name. */
  readonly name: string;
  /** Both inclusive; infinite where nothing bounds it. */
  readonly min: number;
  readonly max: number;
}

export interface EnvironmentInput {
  readonly model: BuildingModel;
  /** The weather of an episode from its seed: it must last for warm-up and episode. A frame is every seed's weather. */
  readonly weather: Frame | ((seed: number) => Frame);
  /** Where the weather was seen; the building's own place when left out. */
  readonly site?: Place | undefined;
  /** Controls that actions set, by `zone/control` (see `controlsOf`); all other controls stay with the building. */
  readonly controls: readonly string[];
  /** How long an action holds, s: a multiple of 300. */
  readonly stepS: number;
  readonly episodeSteps: number;
  /** Steps lived under the building's own control before the episode begins. */
  readonly warmUpSteps?: number;
  /** Whether people live days of their own under the seed; expected days when left out. */
  readonly randomLife?: boolean;
  /** Of the step just done. Left out: less energy and less discomfort, see `plainReward`. */
  readonly reward?: (simulation: Simulation) => number;
}

export interface Outcome {
  readonly observation: Float64Array;
  readonly reward: number;
  /** Whether the episode is over. */
  readonly done: boolean;
}

/** Where an episode stands: plain data, to be stored, compared and sent to another thread. */
export interface EnvironmentSnapshot {
  readonly seed: number;
  readonly steps: number;
  readonly simulation: SimulationSnapshot;
  readonly observation: Float64Array;
}

export interface Environment {
  readonly actionSpace: readonly Dimension[];
  readonly observationSpace: readonly Dimension[];
  /** Begins the episode of a seed; the same seed is the same episode. */
  reset(seed: number): Float64Array;
  /** One step with an action in the order of the action space; NaN leaves a control to the building. Values are clipped to their ranges. Throws `bad-input` before `reset`, after the end, and for another length. */
  step(action: ArrayLike<number>): Outcome;
  snapshot(): EnvironmentSnapshot;
  /** Another environment that stands at `at`, or here; neither knows of the other's steps. Goes on bit by bit as this one would. */
  branch(at?: EnvironmentSnapshot): Environment;
  /** What the observation does not say. */
  readonly simulation: Simulation;
}

const HOUR_MS = 3_600_000;
const ZONE_SEEN = ["airTempC", "co2Ppm"] as const;
const WHOLE_SEEN = ["outdoorTempC", "globalIrradianceWPerM2", "heatingPowerW", "electricPowerW"] as const;

/**
 * An environment at the beginning of nothing: call `reset`. Observations are each zone's air temperature and CO2, outdoor temperature,
 * sun, heating and electric power of the last step, and sine and cosine of the UTC day.
 * Throws `unknown-name` for a control that the building does not have, and what `createSimulation` throws.
 */
export function createEnvironment(input: EnvironmentInput): Environment {
  const { model, stepS, episodeSteps, warmUpSteps = 0, reward = plainReward } = input;
  const known = controlsOf(model);
  const zones = model.zones.map((z) => z.id);
  const held = blankControls(model);
  const targets = input.controls.map((name) => {
    if (!known.includes(name)) throw unknownName("control", name, known);
    const [zone = "", control = ""] = name.split("/");
    return { zone: zones.indexOf(zone), control: control as ControlName, ...actionRange(model, zone, control as ControlName) };
  });
  if (!(Number.isInteger(episodeSteps) && episodeSteps > 0 && Number.isInteger(warmUpSteps) && warmUpSteps >= 0))
    throw new ZonecastError("bad-input", `an episode of ${episodeSteps} steps after ${warmUpSteps} cannot be`);
  let seedNow = 0;
  let steps = -1;
  let simulation: Simulation | undefined;
  let observation: Float64Array = new Float64Array(zones.length * ZONE_SEEN.length + WHOLE_SEEN.length + 2);

  const alive = (): Simulation => {
    if (!simulation) throw new ZonecastError("bad-input", "the environment was not reset yet");
    return simulation;
  };
  const build = (seed: number): Simulation => {
    const weather = typeof input.weather === "function" ? input.weather(seed) : input.weather;
    return createSimulation({ model, weather, stepS, site: input.site, seed: input.randomLife ? seed : undefined });
  };
  function observe(now: Simulation): Float64Array {
    const day = (2 * Math.PI * now.ts) / (24 * HOUR_MS);
    return Float64Array.from([
      ...zones.flatMap((_, i) => ZONE_SEEN.map((name) => now.zone[name][i]!)),
      ...WHOLE_SEEN.map((name) => now.whole[name]),
      Math.sin(day),
      Math.cos(day),
    ]);
  }

  const environment: Environment = {
    actionSpace: input.controls.map((name, k) => ({ name, min: targets[k]!.min, max: targets[k]!.max })),
    observationSpace: [
      ...zones.flatMap((zone) => ZONE_SEEN.map((name) => unbounded(`${zone}/${name}`))),
      ...WHOLE_SEEN.map((name) => unbounded(`whole/${name}`)),
      { name: "daySine", min: -1, max: 1 },
      { name: "dayCosine", min: -1, max: 1 },
    ],
    get simulation() {
      return alive();
    },
    reset(seed) {
      seedNow = seed;
      simulation = build(seed);
      for (let k = 0; k < warmUpSteps; k++) simulation.step();
      steps = 0;
      observation = observe(simulation);
      return observation.slice();
    },
    step(action) {
      const now = alive();
      if (steps >= episodeSteps)
        throw new ZonecastError("bad-input", `the episode is over after ${episodeSteps} steps`, { hint: "call reset" });
      if (action.length !== targets.length)
        throw new ZonecastError("bad-input", `an action has ${targets.length} numbers, not ${action.length}`);
      targets.forEach(({ zone, control, min, max }, k) => {
        held[control][zone] = Math.min(max, Math.max(min, action[k]!));
      });
      now.step(held);
      steps++;
      observation = observe(now);
      return { observation: observation.slice(), reward: reward(now), done: steps >= episodeSteps };
    },
    snapshot: () => ({ seed: seedNow, steps, simulation: alive().snapshot(), observation: observation.slice() }),
    branch(at = environment.snapshot()) {
      const other = createEnvironment(input) as Environment & Resumable;
      other[RESUME](at);
      return other;
    },
  };
  const resume = (at: EnvironmentSnapshot): void => {
    simulation = build(at.seed);
    simulation.restore(at.simulation);
    seedNow = at.seed;
    steps = at.steps;
    observation = at.observation.slice();
  };
  return Object.assign(environment, { [RESUME]: resume });
}

const RESUME = Symbol("resume");
interface Resumable {
  readonly [RESUME]: (at: EnvironmentSnapshot) => void;
}

const unbounded = (name: string): Dimension => ({ name, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY });

/** Weights of a kWh and of a kelvin hour a zone. */
const PER_KWH = 0.3;
const PER_KELVIN_HOUR = 1;

/**
 * -0.3 for each kWh of gas, heat and electricity bought, and -1 for each kelvin hour that an occupied zone is below its heating or above
 * its cooling set-point (26 °C where it has none).
 */
export function plainReward({ stepS, zones, zone, whole }: Simulation): number {
  const hours = stepS / 3600;
  let discomfortKh = 0;
  for (let i = 0; i < zones.length; i++) {
    if (!(zone.persons[i]! > 0)) continue;
    const T = zone.airTempC[i]!;
    const coolC = zone.coolingSetpointC[i]!;
    discomfortKh += hours * Math.max(0, (zone.heatingSetpointC[i] ?? T) - T, T - (Number.isNaN(coolC) ? 26 : coolC));
  }
  const boughtW =
    whole.electricPowerW - whole.photovoltaicPowerW + whole.gasPowerW + (whole.gasPowerW > 0 ? 0 : whole.heatPowerW);
  return -(PER_KWH * (boughtW * hours)) / 1000 - PER_KELVIN_HOUR * discomfortKh;
}
