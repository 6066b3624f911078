/** Thermostats: what each zone's heating law makes of its set-point, with a sensor that lags behind the air. */
import { ZonecastError } from "#domain";
import type { BuildingModel, HeatingModel } from "../building/model.ts";

/** Longest step at which a two-point law may be judged, s: coarser ones make it overshoot by kelvins. */
export const TWO_POINT_STEP_S = 60;

export interface Thermostats {
  /**
   * Writes what the engine takes for the coming step: a set-point (`engineC`) or a power (`forcedW`, NaN where the set-point
   * decides). A NaN set-point asks for nothing.
   */
  prepare(setpointC: Float64Array, airTempC: Float64Array, engineC: Float64Array, forcedW: Float64Array): void;
  /** Follows what the step came to; `overruled` where somebody else decided on the power. */
  settle(setpointC: Float64Array, airTempC: Float64Array, powerW: Float64Array, overruled: Uint8Array): void;
  /** Sensors, integrals, switches and how long they have stood: everything that is remembered. */
  readonly state: Float64Array;
}

/** Of a zone's state. A sensor of NaN has yet to see its room. */
const STATE = { sensorC: 0, integral: 1, on: 2, sinceS: 3 } as const;
const STATE_WIDTH = 4;

/** Band over which power falls from full to nought as the engine sees it, and its part above the engine's set-point, K. */
export interface EngineBand {
  readonly aboveK: number;
  readonly belowK: number;
}

/**
 * The law of a zone as a straight line of the air's mean temperature over the step, which the engine solves together with the
 * zone: a lagging sensor `θ_s' = a θ_s + (1 - a) θ` steepens nothing, so that no step is too long.
 */
interface Line {
  /** Weight of the sensor's past. */
  readonly memory: number;
  /** Share of the power per kelvin that the sensor is too cold, integral action within the step included. */
  readonly gainPerK: number;
}

const sensorMemory = (tau: number, stepS: number): number => (tau > 0 ? Math.exp(-stepS / tau) : 0);

function lineOf({ control, pBandK }: HeatingModel, stepS: number): Line {
  const tau = control && control.law !== "ideal" ? (control.sensorTimeConstantS ?? 0) : 0;
  const gainPerK = control?.law === "pi" ? control.gainPerK * (1 + stepS / control.integralS) : 1 / pBandK;
  return { memory: sensorMemory(tau, stepS), gainPerK };
}

/** Whether the engine's own band, centred on the set-point, is all there is to it. */
const isPlain = ({ control }: HeatingModel): boolean =>
  !control || (control.law === "proportional" && !(control.sensorTimeConstantS ?? 0));

/** How the engine is to be set up for a zone's heating at a step. */
export function engineBand(heating: HeatingModel, stepS: number): EngineBand {
  if (heating.control?.law === "ideal") return { aboveK: 0, belowK: 0 };
  if (isPlain(heating)) return { aboveK: heating.pBandK / 2, belowK: heating.pBandK / 2 };
  const { memory, gainPerK } = lineOf(heating, stepS);
  return { aboveK: 0, belowK: 1 / (gainPerK * (1 - memory)) };
}

/** Longest inner step that the laws of a model allow, s. */
export const longestStepS = (model: BuildingModel): number =>
  model.zones.some((z) => z.heating?.control?.law === "two-point") ? TWO_POINT_STEP_S : 3_600;

/** Thermostats of a model at a step of `stepS`. Throws `bad-input` for a step that is too long for one of them. */
export function createThermostats(model: BuildingModel, stepS: number): Thermostats {
  if (stepS > longestStepS(model))
    throw new ZonecastError("bad-input", `two-point thermostats need steps of at most ${TWO_POINT_STEP_S} s, not ${stepS} s`);
  const { zones } = model;
  const lines = zones.map(({ heating }) => (heating && !isPlain(heating) ? lineOf(heating, stepS) : undefined));
  const state = new Float64Array(zones.length * STATE_WIDTH);
  for (let i = 0; i < zones.length; i++) {
    state[i * STATE_WIDTH + STATE.sensorC] = Number.NaN;
    state[i * STATE_WIDTH + STATE.sinceS] = Number.POSITIVE_INFINITY;
  }

  return {
    state,
    prepare(setpointC, airTempC, engineC, forcedW) {
      for (let i = 0; i < zones.length; i++) {
        const at = i * STATE_WIDTH;
        const heating = zones[i]!.heating;
        const line = lines[i];
        const set = setpointC[i]!;
        engineC[i] = set;
        if (!heating || !line || heating.control?.law === "ideal" || Number.isNaN(set)) continue;
        if (Number.isNaN(state[at + STATE.sensorC]!)) state[at + STATE.sensorC] = airTempC[i]!;
        const sensor = state[at + STATE.sensorC]!;
        if (heating.control?.law === "two-point") {
          if (Number.isNaN(forcedW[i]!)) forcedW[i] = switched(heating.control, state, at, set) ? heating.maxPowerW : 0;
          continue;
        }
        const above = heating.control?.law === "pi" ? state[at + STATE.integral]! / line.gainPerK : heating.pBandK / 2;
        engineC[i] = (set + above - line.memory * sensor) / (1 - line.memory);
      }
    },
    settle(setpointC, airTempC, powerW, overruled) {
      for (let i = 0; i < zones.length; i++) {
        const at = i * STATE_WIDTH;
        const heating = zones[i]!.heating;
        const line = lines[i];
        if (!heating || !line || heating.control?.law === "ideal") continue;
        const sensor = state[at + STATE.sensorC]!;
        const air = airTempC[i]!;
        const now = Number.isNaN(sensor) ? air : line.memory * sensor + (1 - line.memory) * air;
        state[at + STATE.sensorC] = now;
        state[at + STATE.sinceS]! += stepS;
        const { control } = heating;
        if (control?.law !== "pi" || Number.isNaN(setpointC[i]!)) continue;
        const error = setpointC[i]! - now;
        const level = powerW[i]! / heating.maxPowerW;
        const more = (control.gainPerK * error * stepS) / control.integralS;
        const wanted = control.gainPerK * error + state[at + STATE.integral]! + more;
        // Anti-windup: the integral stands while the power is at its limit and asks for more of it, and follows whoever overrules.
        if (overruled[i]) state[at + STATE.integral] = Math.min(1, Math.max(0, level - control.gainPerK * error));
        else if (!((wanted > 1 && error > 0) || (wanted < 0 && error < 0))) state[at + STATE.integral]! += more;
      }
    },
  };
}

type TwoPoint = Extract<NonNullable<HeatingModel["control"]>, { law: "two-point" }>;

/** Turns the switch of a two-point law where its sensor asks for it and its least times are over. */
function switched(
  { hysteresisK, minOnS = 0, minOffS = 0 }: TwoPoint,
  state: Float64Array,
  at: number,
  setpointC: number,
): boolean {
  const on = state[at + STATE.on] === 1;
  const sensor = state[at + STATE.sensorC]!;
  const wanted = sensor < setpointC - hysteresisK / 2 ? true : sensor > setpointC + hysteresisK / 2 ? false : on;
  if (wanted === on || state[at + STATE.sinceS]! < (on ? minOnS : minOffS)) return on;
  state[at + STATE.on] = wanted ? 1 : 0;
  state[at + STATE.sinceS] = 0;
  return wanted;
}
