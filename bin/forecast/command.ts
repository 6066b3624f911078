/** `zonecast forecast`: the next day of one series by the candidate that did best on its own history. */
import { stdout } from "node:process";
import { Command } from "commander";
import { P10, P50, P90, signalOf } from "#domain";
import { forecast } from "#forecasting";
import { figure, textTable } from "../evaluate/text-table.ts";
import { modelOf, oneSeries, readAdapter, type SeriesOptions, withSeriesOptions } from "./inputs.ts";

interface Options extends SeriesOptions {
  readonly adapter?: string;
  readonly baselines?: true;
  readonly weather: boolean;
}

export const forecastSeriesCommand = (): Command =>
  withSeriesOptions(new Command("forecast"))
    .description("forecast one measured series with quantiles, by the best of all candidates on its own history")
    .option("--adapter <file>", "a head that `zonecast probe` wrote, instead of one learned now")
    .option("--baselines", "baselines only, no network")
    .option("--no-weather", "do not use the weather after that moment")
    .action((options: Options) => say(options));

async function say(options: Options): Promise<void> {
  const series = await oneSeries(options);
  const made = await forecast(series, {
    ...(options.baselines ? {} : { model: await modelOf(options) }),
    ...(options.adapter === undefined ? {} : { adapter: readAdapter(options.adapter) }),
    ...{ at: options.at, weather: options.weather ? "measured" : "none" },
  });
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
    new Date(made.issuedAt + leadS * 1000).toISOString().slice(0, 16),
    ...[P10, P50, P90].map((j) => figure(made.quantiles[i]?.[j] ?? Number.NaN)),
  ]);
  stdout.write(
    `${series.id} at ${new Date(made.issuedAt).toISOString()}: ${made.model}\n\n` +
      `${textTable([["candidate", `MAE, ${unit}`, "pinball", ""], ...candidates])}\n\n` +
      `${textTable([["until, UTC", "10 %", "50 %", "90 %"], ...rows])}\n`,
  );
}
