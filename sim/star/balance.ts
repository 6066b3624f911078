/** The heat balance of a step, worked out anew from what the stepper left behind: what does not add up is a fault. */
import { ACT, ACT_WIDTH, columnsOf } from "./arrays.ts";
import type { Plan } from "./plan.ts";
import { OUTDOOR_COLUMN } from "./weather-columns.ts";
import { WINDOW_COLUMN } from "./window-columns.ts";
import type { Workspace } from "./workspace.ts";

/** Mean heat flows over a step by zone, W. */
export interface ZoneBalance {
  /** Heater, people and devices, and all sun that panes and rooms take up. */
  readonly gainW: Float64Array;
  /** Through the envelope, with outdoor air, and to other zones. */
  readonly lossW: Float64Array;
  /** Into air, walls and emitters. */
  readonly storedW: Float64Array;
  /** gain - loss - stored: rounding and nothing else. */
  readonly residualW: Float64Array;
}

export interface Balance {
  /** To be called before a step: remembers what is stored. */
  open(): void;
  /** The balance of the step since then, in which the weather from `row` on and the acts from `act` on held; read it before the next. */
  close(weather: Float64Array, row: number, acts: Float64Array, act: number): ZoneBalance;
}

/** Of a face: heat in its modes and what its outer side takes, `self outer - cross Ts - weight0 x0 - weight1 x1`, with its area. */
const OUTSIDE = ["energy0", "energy1", "self", "cross", "weight0", "weight1"] as const;

/**
 * Balances of the steps of `work`. Stored heat comes from the capacities, losses from the outer sides: neither knows how the
 * stepper solved the rooms.
 */
export function createBalance(plan: Plan, work: Workspace): Balance {
  const zones = plan.zones.length;
  const { zone, face: faceOf, window: windowOf, faceFrom, faceZone, windowFrom, windowColumn } = plan;
  const { linkFrom, linkZone, linkWPerK, airWPerK, floorFace } = plan;
  const { toOutside } = plan.floor;
  const { air, emitter } = work.zone;
  const { surface, mode0, mode1 } = work.face;
  const faces = columnsOf(
    OUTSIDE,
    plan.faces.map(({ step, areaM2: A, kind }) => {
      const [energy0 = 0, energy1 = 0] = step.energy;
      const [weight0 = 0, weight1 = 0] = step.outerWeight;
      const energy = { energy0: (A * energy0) / plan.stepS, energy1: (A * energy1) / plan.stepS };
      // The outer side of half a partition is a flow, W/m².
      if (kind === "half") return { ...energy, self: A, cross: 0, weight0: 0, weight1: 0 };
      return { ...energy, self: A * step.outerSelf, cross: A * step.cross, weight0: A * weight0, weight1: A * weight1 };
    }),
  );
  const { energy0, energy1, self, cross, weight0, weight1 } = faces;
  // Shares of beam and diffuse sun that a zone keeps.
  const keptBeam = Float64Array.from(zone.sunToAir);
  const keptDiffuse = Float64Array.from(zone.sunToAir);
  for (let z = 0; z < zones; z++) {
    for (let f = faceFrom[z]!; f < faceFrom[z + 1]!; f++) {
      keptBeam[z]! += faceOf.beam[f]!;
      keptDiffuse[z]! += faceOf.diffuse[f]!;
    }
    for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
      keptBeam[z]! += windowOf.beam[w]!;
      keptDiffuse[z]! += windowOf.diffuse[w]!;
    }
  }
  const was = { air: air.slice(), emitter: emitter.slice(), mode0: mode0.slice(), mode1: mode1.slice() };
  const blank = () => new Float64Array(zones);
  const balance = { gainW: blank(), lossW: blank(), storedW: blank(), residualW: blank() };
  const { gainW, lossW, storedW, residualW } = balance;
  const at = { ...ACT };
  const column = { ...WINDOW_COLUMN };

  return {
    open() {
      was.air.set(air);
      was.emitter.set(emitter);
      was.mode0.set(mode0);
      was.mode1.set(mode1);
    },
    close(weather, row, acts, act) {
      const outdoorC = weather[row + OUTDOOR_COLUMN]!;
      for (let z = 0; z < zones; z++) {
        const own = act + z * ACT_WIDTH;
        const T = air[z]!;
        let gain = work.powerW[z]! + acts[own + at.convectiveW]! + acts[own + at.radiantW]!;
        gain += keptBeam[z]! * work.beamW[z]! + keptDiffuse[z]! * work.diffuseW[z]!;
        let loss =
          (airWPerK * (zone.outdoorAirM3PerH[z]! + acts[own + at.outdoorAirM3PerH]!) + zone.bridges[z]!) * (T - outdoorC);
        for (let l = linkFrom[z]!; l < linkFrom[z + 1]!; l++) loss += linkWPerK[l]! * (T - air[linkZone[l]!]!);
        for (let w = windowFrom[z]!; w < windowFrom[z + 1]!; w++) {
          const from = row + windowColumn[w]!;
          const areaM2 = windowOf.areaM2[w]!;
          gain += areaM2 * weather[from + column.inner]!;
          // The outer column holds the film's outdoor temperature and the sun that the outer face takes up.
          loss += areaM2 * (weather[from + column.film]! * work.window.outer[w]! - weather[from + column.outer]!);
        }
        gainW[z] = gain;
        lossW[z] = loss;
        storedW[z] = zone.capacity[z]! * (T - was.air[z]!) + zone.emitter[z]! * (emitter[z]! - was.emitter[z]!);
      }
      for (let f = 0; f < faceZone.length; f++) {
        const z = faceZone[f]!;
        const [x0, x1] = [was.mode0[f]!, was.mode1[f]!];
        storedW[z]! += energy0[f]! * (mode0[f]! - x0) + energy1[f]! * (mode1[f]! - x1);
        lossW[z]! -= self[f]! * work.outer[f]! - cross[f]! * surface[f]! - weight0[f]! * x0 - weight1[f]! * x1;
      }
      for (let h = 0; h < floorFace.length; h++) {
        const z = faceZone[floorFace[h]!]!;
        lossW[z]! += toOutside[h]! * Math.max(0, work.powerW[z]!);
      }
      for (let z = 0; z < zones; z++) residualW[z] = gainW[z]! - lossW[z]! - storedW[z]!;
      return balance;
    },
  };
}
