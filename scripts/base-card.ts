/**
 * `node scripts/base-card.ts MODEL DATASET...`: judges a model on the test buildings of data sets, as they came from
 * `zonecast generate`, beside the baselines on the same tasks, and prints the table of its data card.
 */
import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import {
  type Forecast,
  type ForecastSource,
  type ForecastTask,
  isZonecastError,
  makeFrame,
  type SignalId,
  stream,
} from "#domain";
import { BASELINES, type LearnSeries, loadCheckpoint, startTft, type TargetKind, tftSource } from "#forecasting";
import { readDataset } from "../bin/train/dataset.ts";

/** Weeks of history that every forecaster gets, and issue times per series. */
const HISTORY_H = 42 * 24;
const ORIGINS = 6;

const SIGNALS: Readonly<Record<TargetKind, SignalId>> = {
  temperature: "airTempC",
  heat: "heatingPowerW",
  electricity: "electricPowerW",
};
const UNITS: Readonly<Record<TargetKind, string>> = { temperature: "°C", heat: "W", electricity: "W" };

interface Tally {
  mae: number;
  pinball: number;
  covered: number;
  values: number;
}

function taskAt(series: LearnSeries, row: number): ForecastTask {
  const at = (values: Float32Array, from: number, to: number) => Float64Array.from(values.subarray(from, to));
  const names = {
    outdoorTempC: "outdoorTempC",
    globalIrradianceWPerM2: "globalIrradianceWPerM2",
    setpointC: "heatingSetpointC",
  } as const;
  const columns = (from: number, to: number) =>
    Object.entries(names).map(([own, name]) => [name, at(series.covariates[own as keyof typeof names], from, to)] as const);
  const from = row + 1 - HISTORY_H;
  const ts = (i: number) => series.startTs + i * 3_600_000;
  const other = series.kind === "temperature" ? "heatingPowerW" : "airTempC";
  return {
    point: { building: "test", zone: "house", signal: SIGNALS[series.kind], source: "data" },
    issuedAt: ts(row),
    history: makeFrame(ts(from), 3_600, [
      ["y", at(series.y, from, row + 1)],
      [other, at(series.other, from, row + 1)],
      ...columns(from, row + 1),
    ]),
    // Weather and set-points ahead as they came, for every forecaster alike.
    future: makeFrame(ts(row + 1), 3_600, columns(row + 1, row + 25)),
    timeZone: series.timeZone,
    origin: "hindcast",
  };
}

function score(tally: Tally, forecast: Forecast, truth: Float32Array): void {
  const levels = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98];
  for (const [h, row] of forecast.quantiles.entries()) {
    const y = truth[h] ?? Number.NaN;
    if (!Number.isFinite(y)) continue;
    tally.values++;
    tally.mae += Math.abs(y - (row[3] ?? Number.NaN));
    for (const [j, q] of levels.entries())
      tally.pinball += Math.max(q * (y - (row[j] ?? 0)), (q - 1) * (y - (row[j] ?? 0))) / levels.length;
    if (y >= (row[0] ?? 0) && y <= (row[6] ?? 0)) tally.covered++;
  }
}

const [, , modelPath = "", ...folders] = argv;
const checkpoint = await loadCheckpoint(readFileSync(modelPath));
const network = tftSource(await startTft(), checkpoint, { name: "base model, zero-shot" });
const sources: readonly ForecastSource[] = [network, ...BASELINES];
const random = stream(1, "base-card");
const heads = ["target", "forecaster", "MAE", "mean pinball loss", "2-98 % covers", "MAE beside the best baseline"];
stdout.write(`| ${heads.join(" | ")} |\n|${"---|".repeat(heads.length)}\n`);
const groups = new Map<string, { kind: TargetKind; series: LearnSeries[] }>();
for (const folder of folders)
  for (const series of (await readDataset(folder, ["test"])).test) {
    const label = `${series.kind}, ${series.building.split("/")[0]}`;
    const group = groups.get(label) ?? { kind: series.kind, series: [] };
    group.series.push(series);
    groups.set(label, group);
  }
for (const [label, { kind, series }] of groups) {
  const tallies = new Map(sources.map((s) => [s.name, { mae: 0, pinball: 0, covered: 0, values: 0 } as Tally]));
  let tasks = 0;
  for (const one of series)
    for (let i = 0; i < ORIGINS; i++) {
      const row = HISTORY_H + random.below(one.length - HISTORY_H - 24);
      const task = taskAt(one, row);
      const truth = one.y.subarray(row + 1, row + 25);
      try {
        // All or none, so that all are judged by the same tasks.
        const said = sources.map((source) => [source.name, source.forecast(task)] as const);
        for (const [name, forecast] of said) score(tallies.get(name) as Tally, forecast, truth);
        tasks++;
      } catch (e) {
        if (!isZonecastError(e, "too-little-history")) throw e;
      }
    }
  const mae = (name: string) => (tallies.get(name)?.mae ?? 0) / (tallies.get(name)?.values ?? 1);
  const best = Math.min(...BASELINES.map((s) => mae(s.name)));
  const digits = kind === "temperature" ? 3 : 0;
  for (const [name, tally] of tallies) {
    const cells = [
      ...[`${label} (${series.length} series, ${tasks} tasks of 24 h)`, name, `${mae(name).toFixed(digits)} ${UNITS[kind]}`],
      ...[`${(tally.pinball / tally.values).toFixed(digits)}`, `${((100 * tally.covered) / tally.values).toFixed(1)} %`],
      `${(100 * (mae(name) / best - 1)).toFixed(0)} %`,
    ];
    stdout.write(`| ${cells.join(" | ")} |\n`);
  }
}
