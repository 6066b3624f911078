/**
 * The stepper: one zone after the other, each in closed form.
 *
 * Surfaces are taken out of the balances of a zone's air and radiant node; what is left are two equations, linear but for the
 * limits of the heater. Temperatures are means over the step: walls are exact for them, the air's own capacity is implicit.
 * What one part loses another gains, so that energy is kept to rounding. Nothing grows at any step length.
 */
import { ZonecastError } from "#domain";
import { ACT, ACT_WIDTH } from "./arrays.ts";
import { partitionFlows } from "./between-zones.ts";
import { elimination } from "./eliminate.ts";
import { finishing } from "./finish.ts";
import { filmRenewal } from "./inside-films.ts";
import type { Plan } from "./plan.ts";
import { MOST_SWEEPS, SETTLED_K } from "./settling.ts";
import { setTemperature } from "./state.ts";
import { WINDOW_COLUMN } from "./window-columns.ts";
import { type Workspace, workspaceOf } from "./workspace.ts";

export interface Run {
  readonly steps: number;
  /** Table of the plan's weather columns; step k takes row `firstRow + k`. */
  readonly weather: Float64Array;
  readonly firstRow?: number;
  /** Rows of `zones × ACT_WIDTH`, begun anew when they end: step k takes row `(firstAct + k) mod rows`. */
  readonly acts: Float64Array;
  readonly firstAct?: number;
  /** Filled by step and zone where given. */
  readonly airTempC?: Float64Array;
  readonly powerW?: Float64Array;
}

export interface Stepper {
  readonly work: Workspace;
  run(run: Run): void;
}

/**
 * A stepper with every temperature at 20 °C.
 * @param filmEvery steps for which inside film coefficients hold; each run begins with fresh ones
 */
export function createStepper(plan: Plan, filmEvery = 1): Stepper {
  const work = workspaceOf(plan);
  setTemperature(plan, work, 20);
  const zones = plan.zones.length;
  const width = plan.columns.width();
  const { faceColumn, windowFrom, windowColumn, linkFrom, linkZone, linkWPerK } = plan;
  const { areaM2 } = plan.window;
  const { maxHeatingW, maxCoolingW, aboveK, droopKPerW } = plan.zone;
  const { powerW, outer, beamW, diffuseW } = work;
  const { air } = work.zone;
  const { freeC, perLinkW, perHeaterW } = work.solved;
  const outside = Int32Array.from(plan.faces.flatMap((f, i) => (f.column >= 0 ? [i] : [])));
  const hasPairs = plan.pairFace.length > 0;
  const hasLinks = linkWPerK.length > 0;
  const renewFilms = filmRenewal(plan, work);
  const setFlows = partitionFlows(plan, work);
  const eliminate = elimination(plan, work);
  const finish = finishing(plan, work);
  const at = { ...WINDOW_COLUMN };
  const act = { ...ACT };
  const actWidth = ACT_WIDTH;

  function run({ steps, weather, firstRow = 0, acts, firstAct = 0, airTempC, powerW: powers }: Run): void {
    const rowWidth = zones * actWidth;
    let from = (firstAct * rowWidth) % acts.length;
    for (let k = 0; k < steps; k++) {
      if (k % filmEvery === 0) renewFilms();
      step(weather, (firstRow + k) * width, acts, from);
      from += rowWidth;
      if (from >= acts.length) from = 0;
      if (airTempC) for (let z = 0; z < zones; z++) airTempC[k * zones + z] = air[z]!;
      if (powers) for (let z = 0; z < zones; z++) powers[k * zones + z] = powerW[z]!;
    }
  }

  function step(weather: Float64Array, row: number, acts: Float64Array, from: number): void {
    for (let i = 0; i < outside.length; i++) {
      const f = outside[i]!;
      outer[f] = weather[row + faceColumn[f]!]!;
    }
    for (let z = 0; z < zones; z++) {
      let beam = 0;
      let diffuse = 0;
      for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
        const column = row + windowColumn[w]!;
        beam += areaM2[w]! * weather[column + at.beam]!;
        diffuse += areaM2[w]! * weather[column + at.diffuse]!;
      }
      beamW[z] = beam;
      diffuseW[z] = diffuse;
    }
    if (hasPairs) setFlows();
    for (let z = 0; z < zones; z++) {
      eliminate(z, weather, row, acts, from + z * actWidth);
      if (!hasLinks) heat(z, freeC[z]!, acts, from + z * actWidth);
    }
    if (hasLinks) settle(acts, from);
    for (let z = 0; z < zones; z++) finish(z, acts, from + z * actWidth);
  }

  /** Lets the heater of zone z answer to the temperature that its air would have without. Cooling goes to the air alone. */
  function heat(z: number, withoutC: number, acts: Float64Array, za: number): void {
    const rise = perHeaterW[z]!;
    const fall = perLinkW[z]!;
    const forced = acts[za + act.forcedW]!;
    const closedC = acts[za + act.heatingSetpointC]! + aboveK[z]!;
    const coolC = acts[za + act.coolingSetpointC]!;
    let Q = 0;
    if (!Number.isNaN(forced)) {
      const leastK = acts[za + act.leastC]! - withoutC;
      const mostK = acts[za + act.mostC]! - withoutC;
      Q = forced;
      if (leastK < mostK) Q = Math.min(mostK / (mostK > 0 ? rise : fall), Math.max(leastK / (leastK > 0 ? rise : fall), forced));
      Q = Math.min(maxHeatingW[z]!, Math.max(-maxCoolingW[z]!, Q));
    } else if (withoutC < closedC) Q = Math.min(maxHeatingW[z]!, (closedC - withoutC) / (droopKPerW[z]! + rise));
    else if (withoutC > coolC) Q = -Math.min(maxCoolingW[z]!, (withoutC - coolC) / fall);
    powerW[z] = Q;
    air[z] = withoutC + (Q > 0 ? rise : fall) * Q;
  }

  /** Zones that exchange air: one after the other with what the others last came to, until all agree (Gauss-Seidel). */
  function settle(acts: Float64Array, from: number): void {
    for (let round = 0; round < MOST_SWEEPS; round++) {
      let change = 0;
      for (let z = 0; z < zones; z++) {
        let linkedW = 0;
        for (let l = linkFrom[z]!; l < linkFrom[z + 1]!; l++) linkedW += linkWPerK[l]! * air[linkZone[l]!]!;
        const before = air[z]!;
        heat(z, freeC[z]! + perLinkW[z]! * linkedW, acts, from + z * actWidth);
        change = Math.max(change, Math.abs(air[z]! - before));
      }
      if (change < SETTLED_K) return;
    }
    throw new ZonecastError("numerics", "zones that exchange air found no common temperatures within a step");
  }

  return { work, run };
}
