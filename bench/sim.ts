/**
 * Building-years a second on one core, heating, ventilation and people on, at steps of 15 minutes, for 1, 9 and 50 zones; next to
 * a bare update `x = a x + b` of as many numbers as the building has in its state, in the same run.
 */
import { stdout } from "node:process";
import { syntheticWeather } from "../sim/index.ts";
import { ACT, ACT_WIDTH } from "../sim/star/arrays.ts";
import { createKernel } from "../sim/star/kernel/kernel.ts";
import { type Plan, planOf } from "../sim/star/plan.ts";
import { createStepper, type Stepper } from "../sim/star/stepper.ts";
import { storey } from "./measure/storey.ts";

const STEP_S = 900;
const YEAR = 35_040;
/** Films hold for an hour. */
const FILM_EVERY = 4;
/** Timed at once: short enough that many windows meet no other process. */
const WINDOW = 2_880;
const WINDOWS = 500;

export async function run(): Promise<void> {
  const place = { latitudeDeg: 52, longitudeDeg: 13 };
  const weather = syntheticWeather({
    climate: "central-europe",
    seed: 1,
    startTs: Date.UTC(2024, 11, 31),
    stepS: STEP_S,
    length: YEAR + 1,
  });
  for (const zones of [1, 9, 50]) {
    const plan = planOf(storey(zones), STEP_S);
    const table = plan.columns.table(weather, place);
    const acts = week(plan);
    const nsOf = (stepper: Stepper) =>
      fastest((k) => stepper.run({ steps: WINDOW, weather: table, firstRow: (k * WINDOW) % (YEAR - WINDOW), acts }));
    const [kernel, loops] = [createKernel(plan, FILM_EVERY), createStepper(plan, FILM_EVERY)].map(nsOf);
    const bare = bareNs(plan);
    const yearsPerS = (ns = Number.NaN) => (1e9 / (ns * YEAR)).toPrecision(3);
    stdout.write(
      [
        `${zones} zones, ${plan.faces.length} faces, ${stateLength(plan)} numbers of state:`,
        `  kernel ${kernel?.toFixed(0)} ns a step, ${yearsPerS(kernel)} building-years/s; loops ${loops?.toFixed(0)} ns, ${yearsPerS(loops)}/s`,
        `  bare update of the state ${bare.toFixed(0)} ns; the kernel takes ${((kernel ?? Number.NaN) / bare).toFixed(1)} times as long`,
        "",
      ].join("\n"),
    );
  }
}

/** Set-points, people and ventilation of a working week. */
function week(plan: Plan): Float64Array {
  const zones = plan.zones.length;
  const acts = new Float64Array(7 * 96 * zones * ACT_WIDTH);
  for (let k = 0; k < 7 * 96; k++) {
    const hour = (k % 96) / 4;
    const open = k < 5 * 96 && hour >= 7 && hour < 18;
    for (let z = 0; z < zones; z++) {
      const at = (k * zones + z) * ACT_WIDTH;
      acts[at + ACT.convectiveW] = open ? 150 + (z % 5) * 20 : 20;
      acts[at + ACT.radiantW] = open ? 120 : 10;
      acts[at + ACT.outdoorAirM3PerH] = open ? 40 : 0;
      acts[at + ACT.heatingSetpointC] = open ? 21 : 17;
      acts[at + ACT.coolingSetpointC] = Number.NaN;
      acts[at + ACT.forcedW] = Number.NaN;
    }
  }
  return acts;
}

const stateLength = (plan: Plan): number => 3 * plan.zones.length + 3 * plan.faces.length + 2 * plan.windowColumn.length;

function bareNs(plan: Plan): number {
  const n = stateLength(plan);
  const [x, a, b] = [new Float64Array(n), new Float64Array(n).fill(0.99), new Float64Array(n).fill(0.2)];
  return fastest(() => {
    for (let k = 0; k < WINDOW; k++) for (let i = 0; i < n; i++) x[i] = a[i]! * x[i]! + b[i]!;
  });
}

/** Nanoseconds a step of the fastest of many windows. */
function fastest(work: (k: number) => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < WINDOWS; k++) {
    const from = performance.now();
    work(k);
    best = Math.min(best, performance.now() - from);
  }
  return (best * 1e6) / WINDOW;
}
