/**
 * The stepper: one zone after the other, each in closed form.
 *
 * Surfaces are taken out of the balances of a zone's air and radiant node; what is left are two equations, linear but for the
 * limits of the heater. Temperatures are means over the step: walls are exact for them, the air's own capacity is implicit.
 * What one part loses another gains, so that energy is kept to rounding. Nothing grows at any step length.
 */
import { ZonecastError } from "#domain";
import { setFlows } from "./between-zones.ts";
import { elimination } from "./eliminate.ts";
import { finishing } from "./finish.ts";
import { renewFilms } from "./inside-films.ts";
import { ACT, ACT_WIDTH, WINDOW_FACE_WIDTH, ZONE, ZONE_STATE_WIDTH, ZONE_WIDTH } from "./layout.ts";
import type { Plan } from "./plan.ts";
import { setTemperature } from "./state.ts";
import { WINDOW } from "./weather-columns.ts";
import { SOLVED, SOLVED_WIDTH, type Workspace, workspaceOf } from "./workspace.ts";

/** Air links are solved until no zone moves by more, K. */
const SETTLED_K = 1e-10;
const MOST_SWEEPS = 500;

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
  const { faceColumn, windowFrom, window: WC, windowColumn, zone: ZC, linkFrom, linkZone, link } = plan;
  const zones = plan.zones.length;
  const width = plan.columns.width();
  const outside = Int32Array.from(plan.faces.flatMap((f, i) => (f.column >= 0 ? [i] : [])));
  const work = workspaceOf(plan);
  const { state: X, powerW, outer, solved, beamW, diffuseW } = work;
  const hasPairs = plan.pairFace.length > 0;
  const hasLinks = link.length > 0;
  const eliminate = elimination(plan, work);
  const finish = finishing(plan, work);
  setTemperature(plan, X, 20);

  function run({ steps, weather, firstRow = 0, acts, firstAct = 0, airTempC, powerW: powers }: Run): void {
    const actWidth = zones * ACT_WIDTH;
    let act = (firstAct * actWidth) % acts.length;
    for (let k = 0; k < steps; k++) {
      if (k % filmEvery === 0) renewFilms(plan, work);
      step(weather, (firstRow + k) * width, acts, act);
      act += actWidth;
      if (act >= acts.length) act = 0;
      if (airTempC) for (let z = 0; z < zones; z++) airTempC[k * zones + z] = X[z * ZONE_STATE_WIDTH]!;
      if (powers) for (let z = 0; z < zones; z++) powers[k * zones + z] = powerW[z]!;
    }
  }

  function step(weather: Float64Array, row: number, acts: Float64Array, act: number): void {
    for (let i = 0; i < outside.length; i++) {
      const f = outside[i]!;
      outer[f] = weather[row + faceColumn[f]!]!;
    }
    for (let z = 0; z < zones; z++) {
      let beam = 0;
      let diffuse = 0;
      for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
        const area = WC[w * WINDOW_FACE_WIDTH]!;
        const from = row + windowColumn[w]!;
        beam += area * weather[from + WINDOW.beam]!;
        diffuse += area * weather[from + WINDOW.diffuse]!;
      }
      beamW[z] = beam;
      diffuseW[z] = diffuse;
    }
    if (hasPairs) setFlows(plan, work);
    for (let z = 0; z < zones; z++) {
      eliminate(z, weather, row, acts, act + z * ACT_WIDTH);
      if (!hasLinks) heat(z, solved[z * SOLVED_WIDTH]!, acts, act + z * ACT_WIDTH);
    }
    if (hasLinks) settle(acts, act);
    for (let z = 0; z < zones; z++) finish(z, acts, act + z * ACT_WIDTH);
  }

  /** Lets the heater of zone z answer to the temperature that its air would have without. */
  function heat(z: number, freeC: number, acts: Float64Array, za: number): void {
    const zc = z * ZONE_WIDTH;
    const rise = solved[z * SOLVED_WIDTH + SOLVED.perHeaterW]!;
    const forced = acts[za + ACT.forcedW]!;
    const closedC = acts[za + ACT.heatingSetpointC]! + ZC[zc + ZONE.above]!;
    const coolC = acts[za + ACT.coolingSetpointC]!;
    let Q = 0;
    if (!Number.isNaN(forced)) Q = Math.min(ZC[zc + ZONE.maxHeating]!, Math.max(-ZC[zc + ZONE.maxCooling]!, forced));
    else if (freeC < closedC) Q = Math.min(ZC[zc + ZONE.maxHeating]!, (closedC - freeC) / (ZC[zc + ZONE.droop]! + rise));
    else if (freeC > coolC) Q = -Math.min(ZC[zc + ZONE.maxCooling]!, (freeC - coolC) / rise);
    powerW[z] = Q;
    X[z * ZONE_STATE_WIDTH] = freeC + rise * Q;
  }

  /** Zones that exchange air: one after the other with what the others last came to, until all agree (Gauss-Seidel). */
  function settle(acts: Float64Array, act: number): void {
    for (let round = 0; round < MOST_SWEEPS; round++) {
      let change = 0;
      for (let z = 0; z < zones; z++) {
        let linkedW = 0;
        for (let l = linkFrom[z]!; l < linkFrom[z + 1]!; l++) linkedW += link[l]! * X[linkZone[l]! * ZONE_STATE_WIDTH]!;
        const before = X[z * ZONE_STATE_WIDTH]!;
        heat(z, solved[z * SOLVED_WIDTH]! + solved[z * SOLVED_WIDTH + SOLVED.perLinkW]! * linkedW, acts, act + z * ACT_WIDTH);
        change = Math.max(change, Math.abs(X[z * ZONE_STATE_WIDTH]! - before));
      }
      if (change < SETTLED_K) return;
    }
    throw new ZonecastError("numerics", "zones that exchange air found no common temperatures within a step");
  }

  return { work, run };
}
