/** `zonecast transfer`: brings a model to one series by a strategy and keeps it as a model of its own. */
import { renameSync, writeFileSync } from "node:fs";
import { stderr, stdout } from "node:process";
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
import { figure } from "../evaluate/text-table.ts";
import { count, modelOf, oneSeries, rowOf, type SeriesOptions, withSeriesOptions } from "../forecast/inputs.ts";

interface Options extends SeriesOptions {
  readonly days: number;
  readonly stride: number;
  readonly strategy: string;
  readonly out: string;
}

/** What learns by steps; a probe has a command of its own, and zero-shot has nothing to learn. */
const NAMES = STRATEGIES.filter((s) => s.learns !== null && s.learns !== "head").map((s) => s.name);

export const transferSeriesCommand = (): Command =>
  withSeriesOptions(new Command("transfer"))
    .description("fine-tune a model on one series by a strategy; `zonecast probe` is the one that takes seconds")
    .addOption(new Option("--strategy <name>", "what learns").choices(NAMES).default("probe + gates"))
    .option("--days <n>", "days of targets to learn from", count, 28)
    .option("--stride <hours>", "hours between two windows", count, 3)
    .requiredOption("--out <file>", "the model to write")
    .action((options: Options) => transfer(options));

async function transfer(options: Options): Promise<void> {
  const series = oneSeries(options);
  const model = await modelOf(options);
  const strategy = strategyOf(options.strategy);
  const { config } = model;
  if (series.frame.stepS !== model.provenance.stepS)
    throw new ZonecastError(
      "bad-frame",
      `the model thinks in steps of ${model.provenance.stepS} s, ${series.id} comes in steps of ${series.frame.stepS} s`,
    );
  const tft = (await startTft()).create(config, 1);
  if (strategy.from === "base") tft.setParameters(model.parameters);
  const end = rowOf(series, options.at);
  const own = learnable(series, end);
  const range = { from: Math.max(config.encoder - 1, end - options.days * own.perDay), to: end - config.horizon + 1 };
  const windows = windowsOf(own, config, options.stride, range);
  const border = Math.floor(0.8 * windows.length);
  const began = systemClock.now();
  const learned = learn(tft, {
    ...{ what: strategy.learns ?? "head", epochs: strategy.epochs, learningRate: strategy.learningRate },
    ...{ windows: () => windows.slice(0, border), validation: windows.slice(border), batch: 32, patience: 4 },
    random: stream(1, `transfer/${strategy.name}`),
    onStep: (share) => {
      if (!options.json && stderr.isTTY) stderr.write(`\r${Math.round(100 * share)} %`);
    },
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
  writeFileSync(`${options.out}.part`, bytes);
  renameSync(`${options.out}.part`, options.out);
  const result = {
    ...{ series: series.id, strategy: strategy.name, windows: windows.length, epochs: learned.epochs, learnS, out: options.out },
    ...{
      trainedParameters: trainedParameters(strategy, parameterLayout(config)),
      validationPinball: provenance.validationPinball,
    },
  };
  stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${result.series}: ${result.strategy}, ${result.trainedParameters} numbers learned from ${result.windows} windows in ${figure(learnS)} s (${result.epochs} epochs); ${options.out}\n`,
  );
}
