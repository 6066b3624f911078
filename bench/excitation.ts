/** Walkers, the envelope and the quality report on a year of quarter hours: CPU time of this process, median of runs. */
import { cpuUsage, stdout } from "node:process";
import { comfortGuard } from "../sim/excitation/envelope.ts";
import { excitationQuality } from "../sim/excitation/quality.ts";
import { runTrial, TRIAL_STEP_S, trialWeather } from "../sim/excitation/trial.ts";
import { createWalker, WALKER_IDS, walkerSpecSchema } from "../sim/excitation/walkers.ts";

const ROWS = 35_040;
const RUNS = 25;
const HEATING = { min: 0, max: 4_500 };

/** Median CPU time, ms; the first runs, in which code is still compiled, lie above it. */
function medianMs(work: (run: number) => void): number {
  const times = Array.from({ length: RUNS }, (_, run) => {
    const before = cpuUsage().user;
    work(run);
    return (cpuUsage().user - before) / 1000;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}
const say = (name: string, ms: number, limitMs?: number) =>
  void stdout.write(
    `${name.padEnd(24)}${ms.toFixed(2).padStart(9)} ms${limitMs === undefined ? "" : `   limit ${limitMs} ms`}\n`,
  );

export async function run(): Promise<void> {
  const levels = new Float64Array(ROWS);
  for (const kind of WALKER_IDS) {
    const spec = walkerSpecSchema.parse({ kind });
    const fill = (seed: number) =>
      createWalker({ spec, range: HEATING, stepS: TRIAL_STEP_S, seed, name: "bench/heatingPowerW" }).fill(levels);
    say(kind, medianMs(fill), 5);
  }
  const weather = trialWeather(0, ROWS);
  const poisson = (seed: number) =>
    createWalker({ spec: { kind: "poisson" }, range: HEATING, stepS: TRIAL_STEP_S, seed, name: "bench/heatingPowerW" });
  const year = (seed: number, guarded: boolean) => {
    const walker = poisson(seed);
    const guards = guarded ? { heating: comfortGuard({ range: HEATING }, TRIAL_STEP_S) } : {};
    return runTrial({ weather, heating: () => walker.next(), guards });
  };
  say(
    "year in the trial flat",
    medianMs((seed) => void year(seed, false)),
  );
  say(
    "the same, in envelope",
    medianMs((seed) => void year(seed, true)),
  );
  const frame = year(1, true);
  const controls = [{ name: "heatingPowerW", range: HEATING }];
  const disturbances = ["outdoorTempC", "globalIrradianceWPerM2"];
  say(
    "quality report",
    medianMs(() => void excitationQuality({ frame, state: "airTempC", controls, disturbances })),
  );
}
