/**
 * Building-years a second at 15 minutes on one zone: the engine alone, a building's whole simulation with people and walkers, and
 * data sets with Parquet written by one and two threads; rows a second and bytes a row. And what the envelope is for: a year of
 * Poisson excitation with and without it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process, { stdout } from "node:process";
import { createShardMaker, timesOf } from "../bin/generate/make-shard.ts";
import { makeShards } from "../bin/generate/pool.ts";
import { settingOf } from "../bin/generate/setting.ts";
import { ZonecastError } from "../domain/index.ts";
import { statisticsOf } from "../sim/dataset/statistics.ts";
import {
  createWeatherTables,
  type DatasetPlanInput,
  fleetOf,
  modelOf,
  namedPlan,
  parseDatasetPlan,
  SERIES_COLUMNS,
  seriesTable,
  simulateBuilding,
  weatherId,
  weatherOf,
} from "../sim/index.ts";
import { ACT, ACT_WIDTH } from "../sim/star/arrays.ts";
import { createKernel } from "../sim/star/kernel/kernel.ts";
import { planOf } from "../sim/star/plan.ts";
import { describe } from "../sim/thermal/describe.ts";
import { parquetFile } from "../store/index.ts";

/** BuilDa's FMU on a two-core machine, s a building-year. */
const FMU_S = [13, 34] as const;
const BATCHES = 4;
const BATCH_MS = 120;
/** Houses of the named fleet that are made. */
const FLEET = 120;

const plan: DatasetPlanInput = {
  name: "bench",
  seed: 1,
  weather: [{ climate: "central-europe", seed: 1 }],
  buildings: {
    count: 240,
    vary: {
      archetype: "de-sfh-08",
      massScale: { kind: "log-normal", median: 1, spread: 0.3, min: 0.4, max: 2.5 },
      envelopeUScale: { kind: "uniform", min: 0.6, max: 1.3 },
      orientationDeg: { kind: "choice", values: [0, 90] },
    },
  },
  output: { buildingsPerFile: 30 },
};

export async function run(): Promise<void> {
  one();
  fleetYears();
  await many();
  comfort();
}

/** A single building-year, part by part: the fastest of several batches, since others use the machine. */
function one(): void {
  const checked = parseDatasetPlan(plan);
  const fleet = fleetOf(checked);
  const building = fleet[0]!;
  const weather = weatherOf(checked, checked.weather[0]!, noFile);
  const model = modelOf(building, weather.climate);
  const models = fleet.map((b) => modelOf(b, weather.climate));
  const next = (k: number) => ({ own: fleet[k % fleet.length]!, model: models[k % fleet.length]! });
  const star = planOf(describe(model), checked.stepS);
  const tables = createWeatherTables();
  const table = tables.table(star, weather);
  const acts = guarded(weather.steps, model.zones[0]?.heating?.maxPowerW ?? 0);
  const free = acts.map((v, i) => (i % ACT_WIDTH === ACT.leastC || i % ACT_WIDTH === ACT.mostC ? Number.NaN : v));
  const kernel = createKernel(star, 4);
  const [airTempC, powerW] = [new Float64Array(weather.steps), new Float64Array(weather.steps)];
  const engine = (own: Float64Array) =>
    fastest(() => kernel.run({ steps: weather.steps, weather: table, acts: own, airTempC, powerW }));
  const [bare, held] = [engine(free), engine(acts)];
  const whole = fastest((k) => simulateBuilding(checked, next(k).own, next(k).model, weather, tables));
  const series = simulateBuilding(checked, building, model, weather, tables);
  const times = timesOf(weather);
  let bytes = 0;
  const written = fastest(() => {
    const file = parquetFile(SERIES_COLUMNS);
    file.rowGroup(seriesTable(building.id, series, times));
    bytes = file.finish().length;
  });
  const weatherTable = fastest(() => star.columns.table(weather.frame, weather.place), 2);
  stdout.write(
    [
      `a building-year of 35,040 steps, one zone, ${star.faces.length} faces and ${star.windowColumn.length} windows, one core, CPU time:`,
      `  engine, power given:                 ${ms(bare)}  ${perS(bare)}`,
      `  engine, power inside the envelope:   ${ms(held)}  ${perS(held)}: the look-ahead costs ${(100 * (held / bare - 1)).toFixed(0)} %`,
      `  with people, walkers and layout:     ${ms(whole)}  ${perS(whole)}`,
      `  Parquet in memory:                   ${ms(written)}  ${(35_040 / written / 1e3).toFixed(2)} M rows/s, ${(bytes / 35_040).toFixed(2)} bytes a row`,
      `  what it feels of a weather, shared by all that are built and turned alike: ${ms(weatherTable)}`,
      "",
    ].join("\n"),
  );
}

/** Houses of twelve kinds, turned eight ways, in five weathers: no two feel quite the same. */
function fleetYears(): void {
  const checked = parseDatasetPlan(namedPlan("fleet"));
  const weathers = new Map(checked.weather.map((entry) => [weatherId(entry), weatherOf(checked, entry, noFile)]));
  const tables = createWeatherTables();
  const from = cpuMs();
  const houses = fleetOf(checked).slice(0, FLEET);
  for (const house of houses) {
    const weather = weathers.get(house.weather)!;
    simulateBuilding(checked, house, modelOf(house, weather.climate), weather, tables);
  }
  const each = (cpuMs() - from) / houses.length;
  stdout.write(
    `plan 'fleet', ${houses.length} houses, all that differs in it: ${ms(each)}  ${perS(each)}; columns kept: ${(tables.bytes / 2 ** 20).toFixed(0)} MiB\n`,
  );
}

/** Whole data sets on disk. */
async function many(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-bench-"));
  try {
    const order = { plan, folder: "." };
    const setting = settingOf(order);
    const first = createShardMaker(setting, join(folder, "warm"), "0");
    first.make(setting.shards[0]!);
    const from = cpuMs();
    const record = first.make(setting.shards[1]!);
    const steady = (cpuMs() - from) / record.buildings.length;
    stdout.write(`written to disk, thread warm: ${ms(steady)} a building-year  ${perS(steady)}\n`);
    for (const workers of [1, 2]) {
      let [rows, bytes] = [0, 0];
      const [start, cpu] = [performance.now(), process.cpuUsage()];
      await makeShards(
        setting.shards.map((s) => s.index),
        workers,
        { order, out: join(folder, String(workers)) },
        {
          building() {},
          shard(_index, shardRows, shardBytes) {
            rows += shardRows;
            bytes += shardBytes;
          },
        },
        new AbortController().signal,
      );
      const elapsed = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      const computed = (user + system) / 1_000;
      const years = setting.fleet.length;
      stdout.write(
        `${years} building-years on disk, ${workers} thread${workers > 1 ? "s" : ""}, start and weather in it: ${perS(elapsed / years)} by the clock, ` +
          `${(years / (computed / 1_000)).toPrecision(3)} a second of computing, ` +
          `${(rows / elapsed / 1e3).toFixed(2)} M rows/s, ${(bytes / rows).toFixed(2)} bytes a row\n`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Share of occupied time in 18..26 °C over a year of Poisson excitation of the heating power. */
function comfort(): void {
  stdout.write(
    "a year of Poisson excitation (mean hold 2 h), occupied time in 18..26 °C, de-sfh-08 and five others, central Europe:\n",
  );
  for (const archetype of ["de-sfh-08", "de-sfh-02", "de-sfh-05", "de-sfh-10", "de-sfh-12", "nl-sfh-04"]) {
    const share = (envelope: object | null) => {
      const checked = parseDatasetPlan({
        ...plan,
        buildings: { count: 1, vary: { archetype } },
        operation: {
          excitedShare: 1,
          envelope,
          excite: [{ control: "heatingPowerW", walkers: [{ kind: "poisson", meanHoldSteps: 8 }] }],
        },
      });
      const weather = weatherOf(checked, checked.weather[0]!, noFile);
      const building = fleetOf(checked)[0]!;
      const series = simulateBuilding(checked, building, modelOf(building, weather.climate), weather, createWeatherTables());
      return statisticsOf(series, checked.stepS, weather.outdoorC.subarray(weather.warmUp));
    };
    const [inside, outside] = [share({}), share(null)];
    const percent = (v: number | null) => `${(100 * (v ?? Number.NaN)).toFixed(1)} %`;
    stdout.write(
      `  ${archetype.padEnd(10)} inside the envelope ${percent(inside.comfortShare)} (${inside.airTempC.min.toFixed(1)}..${inside.airTempC.max.toFixed(1)} °C, ` +
        `did as asked ${percent(inside.obeyedShare)}); without ${percent(outside.comfortShare)} (${outside.airTempC.min.toFixed(1)}..${outside.airTempC.max.toFixed(1)} °C)\n`,
    );
  }
}

function guarded(steps: number, maxPowerW: number): Float64Array {
  const acts = new Float64Array(steps * ACT_WIDTH).fill(Number.NaN);
  for (let i = 0; i < steps; i++) {
    const at = i * ACT_WIDTH;
    acts[at + ACT.convectiveW] = 100;
    acts[at + ACT.radiantW] = 100;
    acts[at + ACT.outdoorAirM3PerH] = 0;
    acts[at + ACT.forcedW] = Math.floor(i / 8) % 2 === 0 ? maxPowerW : 0;
    acts[at + ACT.leastC] = 18;
    acts[at + ACT.mostC] = 26;
  }
  return acts;
}

const noFile = () => {
  throw new ZonecastError("bug", "no weather file is read");
};

/** Time that this thread has computed: others that use the machine are not in it. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Least mean of several batches, ms: the kernel counts a thread's time in ticks of some ms, so a batch takes many of them. */
function fastest(work: (k: number) => unknown, batches = BATCHES): number {
  let [best, count] = [Number.POSITIVE_INFINITY, 1];
  for (let k = 0, batch = 0; batch < batches; ) {
    const from = cpuMs();
    for (const end = k + count; k < end; k++) work(k);
    const spent = cpuMs() - from;
    if (spent < BATCH_MS) {
      count *= 2;
      continue;
    }
    best = Math.min(best, spent / count);
    batch++;
  }
  return best;
}

const ms = (value: number): string => `${value.toFixed(1).padStart(6)} ms`;
const perS = (msEach: number): string => {
  const rate = 1_000 / msEach;
  return `${rate.toPrecision(3)} building-years/s, ${(FMU_S[0] * rate).toFixed(0)} to ${(FMU_S[1] * rate).toFixed(0)} times BuilDa's FMU`;
};
