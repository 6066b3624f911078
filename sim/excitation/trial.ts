/** A run of the trial flat: the same weather, people and machines, whoever decides. */
import { column, type Frame, makeFrame, rowTs } from "#domain";
import { syntheticWeather } from "../weather/synthetic.ts";
import { COMFORT_18_26, type ComfortBand, comfortBand } from "./comfort-band.ts";
import type { Seen } from "./controllers/controller.ts";
import type { Guard } from "./envelope.ts";
import { TRIAL_FLAT, type TrialState, type TrialZoneParameters, trialStep } from "./trial-zone.ts";

/** Asks for a level (W) in step `row`. */
export type Wish = (seen: Seen, row: number) => number;

export interface TrialInput {
  /** Columns `outdoorTempC` and `globalIrradianceWPerM2`; its rows are the run's. See `trialWeather`. */
  readonly weather: Frame;
  readonly heating: Wish;
  /** No cooling when left out. */
  readonly cooling?: Wish;
  /** Stand between a wish and its machine; the cooling's decides last. */
  readonly guards?: { readonly heating?: Guard; readonly cooling?: Guard };
  /** The zone that the look-ahead believes in; the true one when left out. */
  readonly believed?: TrialZoneParameters;
  readonly setpointC?: number;
}

const EMPTY = { minC: 14, maxC: 30 };
/** Heat of people and their things, W. */
const GAIN_W = { occupied: 280, empty: 90 };

/** At home from 17 to 8 and all weekend, by Central European winter time. */
function isHome(ts: number): boolean {
  const local = new Date(ts + 3_600_000);
  const [day, hour] = [local.getUTCDay(), local.getUTCHours()];
  return day === 0 || day === 6 || hour < 8 || hour >= 17;
}

/** The weather of every trial: `length` rows of central Europe at 15 min from 1 January 2023 plus `fromDay` days. */
export const trialWeather = (fromDay: number, length: number): Frame =>
  syntheticWeather({ climate: "central-europe", seed: 1, startTs: Date.UTC(2023, 0, 1 + fromDay), stepS: TRIAL_STEP_S, length });

export const TRIAL_STEP_S = 900;

/**
 * Row i: the state at its time, and what acts until the next row. Columns `airTempC`, `heatingPowerW`, `coolingPowerW`,
 * `heatingRequestW`, `coolingRequestW`, `occupancy`, `outdoorTempC`, `globalIrradianceWPerM2`.
 */
export function runTrial(input: TrialInput): Frame {
  const { weather, cooling, guards = {}, setpointC = 21 } = input;
  const { startTs, stepS, length } = weather;
  const [outdoor, sun] = [column(weather, "outdoorTempC"), column(weather, "globalIrradianceWPerM2")];
  const occupied = Float64Array.from({ length }, (_, i) => (isHome(rowTs(weather, i)) ? 1 : 0));
  const band: ComfortBand = comfortBand({ occupied, stepS, whenOccupied: COMFORT_18_26, whenEmpty: EMPTY, recoveryKPerH: 0.5 });
  const step = trialStep(TRIAL_FLAT, stepS);
  const believe = trialStep(input.believed ?? TRIAL_FLAT, stepS);
  const blank = () => new Float64Array(length);
  const out = { air: blank(), heat: blank(), cool: blank(), heatAsked: blank(), coolAsked: blank() };
  let state: TrialState = { airTempC: 20, massTempC: 19 };
  let heatBefore: number | undefined;
  let coolBefore: number | undefined;

  for (let i = 0; i < length; i++) {
    const air = { outdoorTempC: outdoor[i] ?? 0, globalIrradianceWPerM2: sun[i] ?? 0 };
    const gainW = occupied[i] === 1 ? GAIN_W.occupied : GAIN_W.empty;
    const seen = { airTempC: state.airTempC, setpointC };
    const heatAsked = input.heating({ ...seen, levelBefore: heatBefore }, i);
    const coolAsked = cooling?.({ ...seen, levelBefore: coolBefore }, i) ?? 0;
    const predict = (heatW: number, coolW: number) => believe(state, { ...air, powerW: gainW + heatW - coolW }).airTempC;
    const next = band.at(i + 1);
    const heat = guards.heating?.decide(heatAsked, { band: next, predictC: (w) => predict(w, coolAsked) }).level ?? heatAsked;
    const cool = guards.cooling?.decide(coolAsked, { band: next, predictC: (w) => predict(heat, w) }).level ?? coolAsked;
    out.air[i] = state.airTempC;
    [out.heat[i], out.cool[i], out.heatAsked[i], out.coolAsked[i]] = [heat, cool, heatAsked, coolAsked];
    [heatBefore, coolBefore] = [heat, cool];
    state = step(state, { ...air, powerW: gainW + heat - cool });
  }
  return makeFrame(startTs, stepS, [
    ["airTempC", out.air],
    ["heatingPowerW", out.heat],
    ["coolingPowerW", out.cool],
    ["heatingRequestW", out.heatAsked],
    ["coolingRequestW", out.coolAsked],
    ["occupancy", occupied],
    ["outdoorTempC", outdoor],
    ["globalIrradianceWPerM2", sun],
  ]);
}
