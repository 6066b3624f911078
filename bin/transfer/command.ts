/** `zonecast transfer`: brings a model to one series by a strategy and keeps it as a model of its own. */
import { renameSync, writeFileSync } from "node:fs";
import process, { stderr, stdout } from "node:process";
import { Command, Option } from "commander";
import { systemClock, ZonecastError } from "#domain";
import { mustTeach, rowAt, STEPWISE, type StrategyName, saveCheckpoint, transfer } from "#forecasting";
import { figure, percent, textTable } from "../evaluate/text-table.ts";
import { count, modelOf, mustBeWritable, oneSeries, type SeriesOptions, withSeriesOptions } from "../forecast/inputs.ts";
import { compare } from "./compare.ts";

interface Options extends SeriesOptions {
  readonly days: number;
  readonly stride: number;
  readonly strategy: string;
  readonly out?: string;
}

/** Tries everything and keeps nothing. */
const ALL = "all";

export const transferSeriesCommand = (): Command =>
  withSeriesOptions(new Command("transfer"))
    .description("fine-tune a model on one series by a strategy; `zonecast probe` is the one that takes seconds")
    .addOption(
      new Option("--strategy <name>", "what learns; all: try every one beside the baselines, and write no model")
        .choices([...STEPWISE, ALL])
        .default("probe + gates"),
    )
    .option("--days <n>", "days of targets to learn from", count, 28)
    .option("--stride <hours>", "hours between two windows", count, 3)
    .option("--out <file>", "the model to write")
    .action((options: Options) => (options.strategy === ALL ? tryAll(options) : bring(options)));

/** A bar for people; to a server that started this, which holds a channel, one object a line. */
const tellStep =
  ({ json }: Options) =>
  (share: number): void => {
    if (json && process.connected) stderr.write(`${JSON.stringify({ event: "progress", share: Number(share.toFixed(3)) })}\n`);
    else if (!json && stderr.isTTY) stderr.write(`\r${Math.round(100 * share)} %`);
  };

async function tryAll(options: Options): Promise<void> {
  const series = await oneSeries(options);
  const model = await modelOf(options);
  const { days, stride } = options;
  mustTeach(series, model, rowAt(series, options.at), days);
  const { rows, cases, judgedDays } = await compare(model, series, {
    ...{ end: rowAt(series, options.at), days, stride, onProgress: tellStep(options) },
  });
  if (options.json) {
    stdout.write(`${JSON.stringify({ series: series.id, base: model.hash, days, judgedDays, cases, rows })}\n`);
    return;
  }
  const table = rows.map((r) => [
    ...[r.name, r.trainedParameters === null ? "" : String(r.trainedParameters), r.learnS === null ? "" : figure(r.learnS)],
    ...[figure(r.mae), r.skill === null ? "-" : percent(r.skill), percent(r.in95)],
  ]);
  stdout.write(
    `${series.id}: learned from at most ${days} days, judged on the ${judgedDays} after them, ${cases} cases each\n\n` +
      `${textTable([["strategy", "numbers learned", "s to learn", "MAE", "skill", "in 95 %"], ...table])}\n`,
  );
}

async function bring(options: Options): Promise<void> {
  const { out, at, days, stride: strideH } = options;
  if (out === undefined) throw new ZonecastError("bad-input", "--out is missing: the model to write");
  mustBeWritable(out);
  const series = await oneSeries(options);
  const strategy = options.strategy as StrategyName;
  const { model, report } = await transfer(series, {
    ...{ model: await modelOf(options), strategy, clock: systemClock, at, days, strideH },
    onProgress: tellStep(options),
  });
  writeFileSync(`${out}.part`, await saveCheckpoint(model));
  renameSync(`${out}.part`, out);
  stdout.write(
    options.json
      ? `${JSON.stringify({ series: series.id, out, ...report })}\n`
      : `${series.id}: ${report.strategy}, ${report.trainedParameters} numbers learned from ${report.windows} windows in ${figure(report.learnS)} s (${report.epochs} epochs); ${out}\n`,
  );
}
