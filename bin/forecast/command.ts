/** `zonecast forecast`: the next day of one series by the candidate that did best on its own history. */
import { readFileSync } from "node:fs";
import { stdout } from "node:process";
import { Command } from "commander";
import { type ForecastSource, P10, P50, P90, rowTs, signalOf } from "#domain";
import { BASELINES, createChooser, loadAdapter, probeSource, startTft, taskOf, tftSource } from "#forecasting";
import { figure, textTable } from "../evaluate/text-table.ts";
import { modelOf, oneSeries, rowOf, type SeriesOptions, withSeriesOptions } from "./inputs.ts";

interface Options extends SeriesOptions {
  readonly adapter?: string;
  readonly baselines?: true;
  readonly weather: boolean;
}

const HISTORY_S = 42 * 86_400;

export const forecastSeriesCommand = (): Command =>
  withSeriesOptions(new Command("forecast"))
    .description("forecast one measured series with quantiles, by the best of all candidates on its own history")
    .option("--adapter <file>", "a head that `zonecast probe` wrote, instead of one learned now")
    .option("--baselines", "baselines only, no network")
    .option("--no-weather", "do not use the weather after that moment")
    .action((options: Options) => forecast(options));

async function network(options: Options): Promise<ForecastSource[]> {
  if (options.baselines) return [];
  const model = await modelOf(options);
  const runtime = await startTft();
  if (options.adapter === undefined) return [probeSource(runtime, model)];
  return [tftSource(runtime, model, { adapter: loadAdapter(readFileSync(options.adapter, "utf8")) })];
}

async function forecast(options: Options): Promise<void> {
  const series = oneSeries(options);
  const issuedAt = rowTs(series.frame, rowOf(series, options.at));
  const task = taskOf(series, issuedAt, HISTORY_S, options.weather ? "measured" : "none");
  const made = createChooser({ candidates: [...BASELINES, ...(await network(options))] }).forecast(task);
  if (options.json) {
    stdout.write(`${JSON.stringify({ series: series.id, ...made })}\n`);
    return;
  }
  const unit = signalOf(series.signal).kind === "cumulated" ? "W" : signalOf(series.signal).unit;
  const candidates = made.candidates.map((c) => [
    c.model,
    c.mae === null ? "-" : figure(c.mae),
    c.pinball === null ? "-" : figure(c.pinball),
    c.problem ?? "",
  ]);
  const rows = made.leadS.map((leadS, i) => [
    new Date(issuedAt + leadS * 1000).toISOString().slice(0, 16),
    ...[P10, P50, P90].map((j) => figure(made.quantiles[i]?.[j] ?? Number.NaN)),
  ]);
  stdout.write(
    `${series.id} at ${new Date(issuedAt).toISOString()}: ${made.model}\n\n` +
      `${textTable([["candidate", `MAE, ${unit}`, "pinball", ""], ...candidates])}\n\n` +
      `${textTable([["until, UTC", "10 %", "50 %", "90 %"], ...rows])}\n`,
  );
}
