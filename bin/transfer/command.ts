/** `zonecast transfer`: brings a model to one series by a strategy and keeps it as a model of its own. */
import { renameSync, writeFileSync } from "node:fs";
import process, { stderr, stdout } from "node:process";
import { Command, Option } from "commander";
import { stream, systemClock, ZonecastError } from "#domain";
import {
  learn,
  learnable,
  parameterLayout,
  STRATEGIES,
  saveCheckpoint,
  startTft,
  strategyOf,
  trainedParameters,
  windowsOf,
} from "#forecasting";
import { figure, percent, textTable } from "../evaluate/text-table.ts";
import { count, modelOf, mustTeach, oneSeries, rowOf, type SeriesOptions, withSeriesOptions } from "../forecast/inputs.ts";
import { compare } from "./compare.ts";

interface Options extends SeriesOptions {
  readonly days: number;
  readonly stride: number;
  readonly strategy: string;
  readonly out?: string;
}

/** Tries everything and keeps nothing. */
const ALL = "all";

/** What learns by steps; a probe has a command of its own, and zero-shot has nothing to learn. */
const NAMES = STRATEGIES.filter((s) => s.learns !== null && s.learns !== "head").map((s) => s.name);

export const transferSeriesCommand = (): Command =>
  withSeriesOptions(new Command("transfer"))
    .description("fine-tune a model on one series by a strategy; `zonecast probe` is the one that takes seconds")
    .addOption(
      new Option("--strategy <name>", "what learns; all: try every one beside the baselines, and write no model")
        .choices([...NAMES, ALL])
        .default("probe + gates"),
    )
    .option("--days <n>", "days of targets to learn from", count, 28)
    .option("--stride <hours>", "hours between two windows", count, 3)
    .option("--out <file>", "the model to write")
    .action((options: Options) => (options.strategy === ALL ? tryAll(options) : transfer(options)));

/** A bar for people; to a server that started this, which holds a channel, one object a line. */
const tellStep =
  ({ json }: Options) =>
  (share: number): void => {
    if (json && process.connected) stderr.write(`${JSON.stringify({ event: "progress", share: Number(share.toFixed(3)) })}\n`);
    else if (!json && stderr.isTTY) stderr.write(`\r${Math.round(100 * share)} %`);
  };

async function tryAll(options: Options): Promise<void> {
  const series = oneSeries(options);
  const model = await modelOf(options);
  const { days, stride } = options;
  mustTeach(series, model, rowOf(series, options.at), days);
  const { rows, cases, judgedDays } = await compare(model, series, {
    ...{ end: rowOf(series, options.at), days, stride, onProgress: tellStep(options) },
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

async function transfer(options: Options): Promise<void> {
  const { out } = options;
  if (out === undefined) throw new ZonecastError("bad-input", "--out is missing: the model to write");
  const series = oneSeries(options);
  const model = await modelOf(options);
  const strategy = strategyOf(options.strategy);
  const { config } = model;
  mustTeach(series, model, rowOf(series, options.at), options.days);
  const tft = (await startTft()).create(config, 1);
  if (strategy.from === "base") tft.setParameters(model.parameters);
  const end = rowOf(series, options.at);
  const own = learnable(series, end);
  const range = { from: Math.max(config.encoder - 1, end - options.days * own.perDay), to: end - config.horizon + 1 };
  const windows = windowsOf(own, config, options.stride, range);
  if (windows.length === 0)
    throw new ZonecastError("too-little-history", `${series.id} has no window in the ${options.days} days before that moment`, {
      hint: "a window needs a week of history and a day after it, three quarters of it measured",
    });
  const border = Math.floor(0.8 * windows.length);
  const began = systemClock.now();
  const learned = learn(tft, {
    ...{ what: strategy.learns ?? "head", epochs: strategy.epochs, learningRate: strategy.learningRate },
    ...{ windows: () => windows.slice(0, border), validation: windows.slice(border), batch: 32, patience: 4 },
    random: stream(1, `transfer/${strategy.name}`),
    onStep: tellStep(options),
  });
  const learnS = (systemClock.now() - began) / 1000;
  const provenance = {
    ...model.provenance,
    description: `${model.provenance.description} Brought to ${series.id} (${strategy.name}, ${windows.length} windows).`.slice(
      0,
      2_000,
    ),
    epochs: model.provenance.epochs + learned.epochs,
    windows: model.provenance.windows + windows.length,
    validationPinball: Number.isFinite(learned.validationPinball) ? learned.validationPinball : null,
  };
  const bytes = await saveCheckpoint({ config, provenance, parameters: tft.parameters() });
  writeFileSync(`${out}.part`, bytes);
  renameSync(`${out}.part`, out);
  const result = {
    ...{ series: series.id, strategy: strategy.name, windows: windows.length, epochs: learned.epochs, learnS, out },
    ...{
      trainedParameters: trainedParameters(strategy, parameterLayout(config)),
      validationPinball: provenance.validationPinball,
    },
  };
  stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${result.series}: ${result.strategy}, ${result.trainedParameters} numbers learned from ${result.windows} windows in ${figure(learnS)} s (${result.epochs} epochs); ${out}\n`,
  );
}
