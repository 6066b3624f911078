/** Weather and acts with which tests drive the star engine. */
import { type Frame, stream } from "#domain";
import { syntheticWeather } from "#sim";
import { ACT, ACT_WIDTH } from "../../sim/star/arrays.ts";
import type { Plan } from "../../sim/star/plan.ts";

export const PLACE = { latitudeDeg: 52, longitudeDeg: 13 };

export const springWeather = (stepS: number, days: number): Frame =>
  syntheticWeather({
    climate: "central-europe",
    seed: 4,
    startTs: Date.UTC(2025, 2, 1),
    stepS,
    length: (days * 86_400) / stepS + 1,
  });

/** The same acts for every step, zones alike. */
export function actsOf(plan: Plan, values: Partial<Record<keyof typeof ACT, number>>): Float64Array {
  const acts = new Float64Array(plan.zones.length * ACT_WIDTH);
  for (let z = 0; z < plan.zones.length; z++)
    for (const [name, place] of Object.entries(ACT)) {
      const off = name.endsWith("SetpointC") || name === "forcedW" ? Number.NaN : 0;
      acts[z * ACT_WIDTH + place] = values[name as keyof typeof ACT] ?? off;
    }
  return acts;
}

/** Acts that jump about: gains, windows, set-points and forced powers. */
export function wildActs(plan: Plan, rows: number): Float64Array {
  const chance = stream(11, "acts");
  const acts = new Float64Array(rows * plan.zones.length * ACT_WIDTH);
  for (let at = 0; at < acts.length; at += ACT_WIDTH) {
    acts[at + ACT.convectiveW] = 300 * chance.uniform();
    acts[at + ACT.radiantW] = 200 * chance.uniform();
    acts[at + ACT.outdoorAirM3PerH] = chance.uniform() < 0.1 ? 400 * chance.uniform() : 0;
    acts[at + ACT.heatingSetpointC] = 16 + 6 * chance.uniform();
    acts[at + ACT.coolingSetpointC] = 24 + 3 * chance.uniform();
    acts[at + ACT.forcedW] = chance.uniform() < 0.1 ? 3000 * chance.uniform() - 1000 : Number.NaN;
    const guarded = chance.uniform() < 0.5;
    acts[at + ACT.leastC] = guarded ? 17 : Number.NaN;
    acts[at + ACT.mostC] = guarded ? 21 + 4 * chance.uniform() : Number.NaN;
  }
  return acts;
}
