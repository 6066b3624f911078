/**
 * Building-years a second on one core at steps of 15 minutes for 1, 9 and 50 zones, radiators, heat pump, cooling, ventilation and
 * people on, temperatures, powers and electricity written to columns; next to a bare update `x = a x + b` of as many numbers as the
 * building has in its state, in the same run. Then two workers against one, the stepwise simulation, and the memory of streaming.
 */

import { once } from "node:events";
import { cpuUsage, memoryUsage, stdout } from "node:process";
import { Worker } from "node:worker_threads";
import { archetype, createSimulation, demoBuildings, simulateFrames, syntheticWeather } from "../sim/index.ts";
import { createKernel } from "../sim/star/kernel/kernel.ts";
import type { Plan } from "../sim/star/plan.ts";
import { nativeSteps } from "./measure/native.ts";
import type { WorkerRates } from "./measure/systems-worker.ts";
import { FILM_EVERY, systemsYear, WINDOW, YEAR } from "./measure/systems-year.ts";

const WINDOWS = 300;
const WORKER_S = 4;
/** The first rounds warm the machine up. */
const ROUNDS = 4;

export async function run(): Promise<void> {
  for (const zones of [1, 9, 50]) {
    const year = systemsYear(zones);
    const [kernel, loops] = (["kernel", "loops"] as const).map((engine) => fastest((k) => year.window(engine, k)));
    const bare = bareNs(year.plan);
    stdout.write(
      [
        `${zones} zones, ${year.plan.faces.length} faces, ${stateLength(year.plan)} numbers of state:`,
        `  kernel ${kernel?.toFixed(0)} ns a step, ${yearsPerS(kernel)} building-years/s; loops ${loops?.toFixed(0)} ns, ${yearsPerS(loops)}/s`,
        `  bare update of the state ${bare.toFixed(0)} ns; the kernel takes ${((kernel ?? Number.NaN) / bare).toFixed(1)} times as long`,
        "",
      ].join("\n"),
    );
  }
  stdout.write(
    "peers, solving alone, on another 2-core machine: 5R1C in Python (RC_BuildingSimulator) 0.136 s CPU a building-year = 7.4/s;\n" +
      "  BuilDa's FMU 13-34 s = 0.03-0.08/s; ISO 52016 in Python (pyBuildingEnergy) about 30 s = 0.03/s\n",
  );
  native();
  await workers();
  stepwise();
  streaming();
}

/** The same formulas in C on one zone: both write temperatures and powers, neither the electricity. */
function native(): void {
  const { plan, weather, acts } = systemsYear(1);
  const kernel = createKernel(plan, FILM_EVERY);
  const [airTempC, powerW] = [new Float64Array(WINDOW), new Float64Array(WINDOW)];
  const own = fastest((k) => {
    const firstRow = (k * WINDOW) % (YEAR - WINDOW);
    kernel.run({ steps: WINDOW, weather, firstRow, acts, firstAct: firstRow, airTempC, powerW });
  });
  const results = nativeSteps(WINDOWS);
  if (results.length === 0) stdout.write("no C compiler here to compare with\n");
  for (const { width, nsPerStep, differK, differW } of results)
    stdout.write(
      `one zone: kernel ${own.toFixed(0)} ns a step, the same in C (-O3, vectors of ${width}) ${nsPerStep.toFixed(0)} ns: ` +
        `${(nsPerStep / own).toFixed(2)} of its speed; they differ by ${differK.toExponential(1)} K and ${differW.toExponential(1)} W at most\n`,
    );
}

const yearsPerS = (ns = Number.NaN) => (1e9 / (ns * YEAR)).toPrecision(3);
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

/** Rates of `count` workers that run at the same time: their sum by the clock, their mean by computing time. */
async function rateOf(count: number): Promise<WorkerRates> {
  const all = Array.from(
    { length: count },
    () => new Worker(new URL("./measure/systems-worker.ts", import.meta.url), { workerData: { seconds: WORKER_S } }),
  );
  await Promise.all(all.map((w) => once(w, "message")));
  const rates = Promise.all(all.map(async (w) => ((await once(w, "message")) as [WorkerRates])[0]));
  for (const w of all) w.postMessage("go");
  const found = await rates;
  await Promise.all(all.map((w) => w.terminate()));
  const sum = (of: (rates: WorkerRates) => number) => found.reduce((s, r) => s + of(r), 0);
  return { byClock: sum((r) => r.byClock), byComputing: sum((r) => r.byComputing) / count };
}

async function workers(): Promise<void> {
  const [one, two, again] = [await rateOf(1), await rateOf(2), await rateOf(1)];
  const alone = (of: (rates: WorkerRates) => number) => (of(one) + of(again)) / 2;
  const [clock, computing] = [alone((r) => r.byClock), alone((r) => r.byComputing)];
  stdout.write(
    `one zone, mean over ${WORKER_S} s: 1 worker ${clock.toFixed(0)} building-years/s, 2 workers ${two.byClock.toFixed(0)} (${(two.byClock / clock).toFixed(2)}x); ` +
      `a second of computing ${computing.toFixed(0)} and ${two.byComputing.toFixed(0)} each (${((2 * two.byComputing) / computing).toFixed(2)}x on two free cores)\n`,
  );
}

/** Simulations that are stepped from outside, with everything: life, air quality, blinds, thermostats, meters. */
function stepwise(): void {
  const weather = hours(61);
  const models = [archetype("DE.N.SFH.08.Gen", { zones: "one" }), ...demoBuildings()];
  for (const model of models)
    for (const innerStepS of [300, 900]) {
      const rounds = Array.from({ length: ROUNDS }, () => {
        const simulation = createSimulation({ model, weather, stepS: 900, innerStepS, seed: 1 });
        const from = cpuUsage();
        let steps = 0;
        for (; simulation.canStep; steps++) simulation.step();
        const { user, system } = cpuUsage(from);
        return steps / YEAR / ((user + system) / 1e6);
      });
      const rate = Math.max(...rounds);
      stdout.write(
        `stepped from outside, ${model.building.id}, ${model.zones.length} zones, inner step ${innerStepS} s: ${rate.toPrecision(3)} building-years a second of CPU\n`,
      );
    }
}

const hours = (days: number) =>
  syntheticWeather({ climate: "central-europe", seed: 1, startTs: Date.UTC(2025, 0, 1), stepS: 3600, length: days * 24 + 1 });

function streaming(): void {
  const model = archetype("DE.N.SFH.08.Gen", { zones: "one" });
  const used = [30, 360].map((days) => {
    const weather = hours(days);
    let most = 0;
    for (const frame of simulateFrames({ model, weather, stepS: 900 }, 96)) {
      if (frame.length === 0) continue;
      const { heapUsed, arrayBuffers } = memoryUsage();
      most = Math.max(most, heapUsed + arrayBuffers);
    }
    return `${days} days ${(most / 2 ** 20).toFixed(0)} MiB`;
  });
  stdout.write(`streamed a day at a time, most memory in use: ${used.join(", ")}\n`);
}
