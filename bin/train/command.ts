/** `zonecast train`: a base model from data sets and measured buildings. */
import { createHash } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import process, { stderr, stdout } from "node:process";
import { Command, InvalidArgumentError, Option } from "commander";
import { ZonecastError } from "#domain";
import { type Checkpoint, INPUTS, saveCheckpoint, type TrainPlan, tftConfig, trainPlan, trainTogether } from "#forecasting";
import { mustBeWritable } from "../forecast/inputs.ts";
import { readLearnData } from "./data.ts";
import { trainTeller } from "./progress.ts";
import { readResume, resumePath, writeResume } from "./resume-file.ts";

interface Options {
  readonly data: readonly string[];
  readonly out: string;
  readonly hidden: string;
  readonly workers: number;
  readonly epochs: number;
  readonly stride: number;
  readonly epochWindows?: number;
  readonly minutes?: number;
  readonly rate: number;
  readonly seed: number;
  readonly weights: Checkpoint["weights"];
  readonly kernels: "auto" | "simd" | "relaxed";
  readonly resume?: true;
  readonly json?: true;
}

const count = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("must be a whole number above 0");
  return Number(text);
};
const positive = (text: string): number => {
  if (!(Number(text) > 0)) throw new InvalidArgumentError("must be a positive number");
  return Number(text);
};

export const trainCommand = (): Command =>
  new Command("train")
    .description(
      "train a forecasting model: data sets of `zonecast generate` and folders of measured series, many buildings at once",
    )
    .requiredOption("--data <dirs...>", "data sets, or folders of measured series (CSV)")
    .requiredOption("--out <file>", "the model to write")
    .addOption(new Option("--hidden <n>", "width of the network").choices(["16", "32", "64"]).default("32"))
    .option("--workers <n>", "worker threads, at most 2: a batch is always cut in two", count, 2)
    .option("--epochs <n>", "passes over the data at most", count, 10)
    .option("--stride <h>", "hours between two windows of a series", count, 23)
    .option("--epoch-windows <n>", "most windows of an epoch, a sample of all", count)
    .option("--minutes <n>", "end about so long after the start", positive)
    .option("--rate <r>", "highest step size", positive, 2e-3)
    .option("--seed <n>", "seed of everything that is drawn", count, 1)
    .addOption(
      new Option("--weights <kind>", "float32: exact; uint16: half as large").choices(["float32", "uint16"]).default("float32"),
    )
    .addOption(
      new Option("--kernels <build>", "simd: the same bits on every machine")
        .choices(["auto", "simd", "relaxed"])
        .default("auto"),
    )
    .option("--resume", "go on after the last epoch that was finished")
    .option("--json", "JSON lines instead of a bar and words")
    .action((options: Options) => train(options));

/** What a state may be resumed with: the same data, model and plan; not the number of epochs, workers or minutes. */
function keyOf(plan: TrainPlan, hash: string): string {
  const { epochs: _epochs, limitS: _limitS, patience: _patience, ...rest } = plan;
  return createHash("sha256").update(JSON.stringify({ rest, hash })).digest("hex");
}

/** The command as it can be given again, without what concerns only this run. */
const commandLine = (): string =>
  `npx zonecast train ${process.argv
    .slice(3)
    .filter((word) => word !== "--resume" && word !== "--json")
    .join(" ")}`;

async function train(options: Options): Promise<void> {
  const { out, seed, workers, json = false } = options;
  mustBeWritable(out);
  const data = await readLearnData(options.data, seed);
  if (!json) for (const text of data.notes) stderr.write(`note: ${text}\n`);
  if (data.train.length === 0) throw new ZonecastError("bad-input", "there is nothing to learn from");
  const config = tftConfig({ ...INPUTS, hidden: Number(options.hidden) as 16 | 32 | 64 });
  const plan = trainPlan({
    ...{ config, seed, epochs: options.epochs, stride: options.stride, learningRate: options.rate },
    ...(options.epochWindows === undefined ? {} : { windowsPerEpoch: options.epochWindows }),
    limitS: options.minutes === undefined ? null : options.minutes * 60,
  });
  const key = keyOf(plan, data.hash);
  const resume = options.resume ? readResume(out, key) : undefined;
  const stop = new AbortController();
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    stderr.write("\nending after this step; once more to leave at once\n");
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, interrupt);
  const teller = trainTeller(stderr, json);
  try {
    const result = await trainTogether(plan, {
      ...{ train: data.train, validation: data.validation, workers, signal: stop.signal, kernels: options.kernels },
      ...(resume ? { resume } : {}),
      onProgress: (p) => teller.progress(p),
      onEpoch(report, state) {
        writeResume(out, key, state);
        teller.epoch(report);
      },
    });
    teller.stop();
    const { state } = result;
    if (!state) {
      stdout.write(
        json
          ? `${JSON.stringify({ event: "cancelled", out: null })}\n`
          : "called off before the first epoch was done: no model\n",
      );
      process.exitCode = 130;
      return;
    }
    const bytes = await saveCheckpoint(
      {
        config,
        parameters: result.parameters,
        provenance: {
          description: `Temporal Fusion Transformer, hidden size ${config.hidden}, hourly, ${config.encoder} h back, ${config.horizon} h ahead`,
          ...{
            stepS: 3_600,
            dataHash: data.hash,
            dataLicence: data.licences.join("; ").slice(0, 300),
            command: commandLine().slice(0, 500),
          },
          ...{ seed, kernels: result.kernels, epochs: state.bestEpoch, windows: state.windows, buildings: data.buildings },
          validationPinball: Number.isFinite(state.bestPinball) ? state.bestPinball : null,
        },
      },
      options.weights,
    );
    writeFileSync(`${out}.part`, bytes);
    renameSync(`${out}.part`, out);
    const done = result.end === "epochs" || result.end === "early";
    if (done) rmSync(resumePath(out), { force: true });
    const summary = {
      ...{ event: "done", out, end: result.end, epochs: state.epoch, bestEpoch: state.bestEpoch, windows: state.windows },
      ...{ validationPinball: Number.isFinite(state.bestPinball) ? state.bestPinball : null, bytes: bytes.length },
      ...{ buildings: data.buildings, kernels: result.kernels },
    };
    stdout.write(
      json
        ? `${JSON.stringify(summary)}\n`
        : `${out}: ${bytes.length} bytes, best after ${state.bestEpoch} of ${state.epoch} epochs, ${state.windows} windows of ${data.buildings} buildings${done ? "" : "; go on with the same command and --resume"}\n`,
    );
    if (result.end === "cancelled") process.exitCode = 130;
  } finally {
    teller.stop();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
  }
}
