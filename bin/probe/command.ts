/** `zonecast probe`: a head for one series on a frozen base, in seconds; says what it gained on data that it did not see. */
import { writeFileSync } from "node:fs";
import { stdout } from "node:process";
import { Command } from "commander";
import { systemClock } from "#domain";
import { probe, saveAdapter } from "#forecasting";
import { figure } from "../evaluate/text-table.ts";
import { count, modelOf, mustBeWritable, oneSeries, type SeriesOptions, withSeriesOptions } from "../forecast/inputs.ts";

interface Options extends SeriesOptions {
  readonly days: number;
  readonly stride: number;
  readonly out?: string;
}

export const probeCommand = (): Command =>
  withSeriesOptions(new Command("probe"))
    .description("fit the last layer of a frozen base model on one series, and keep it as an adapter")
    .option("--days <n>", "days of targets to learn from", count, 28)
    .option("--stride <hours>", "hours between two windows", count, 1)
    .option("--out <file>", "the adapter to write")
    .action((options: Options) => fitProbe(options));

async function fitProbe(options: Options): Promise<void> {
  if (options.out !== undefined) mustBeWritable(options.out);
  const series = await oneSeries(options);
  const { at, days, stride: strideH } = options;
  const { adapter, report } = await probe(series, { model: await modelOf(options), clock: systemClock, at, days, strideH });
  if (options.out !== undefined) writeFileSync(options.out, saveAdapter(adapter));
  if (options.json) stdout.write(`${JSON.stringify({ series: series.id, base: adapter.base, ...report })}\n`);
  else
    stdout.write(
      `${series.id}: ${report.trainedParameters} numbers learned from ${report.windows} windows in ${figure(report.totalS)} s ` +
        `(${figure(report.encodeS)} s to encode, ${figure(report.fitS)} s to fit)\n` +
        `on ${report.unseenWindows} windows that a first head did not see, MAE: probe ${figure(report.probeMae)}, ` +
        `base as it is ${figure(report.zeroShotMae)}, yesterday's values ${figure(report.yesterdayMae)}\n`,
    );
}
