/** What the commands on one series begin with: the series, the moment, the model. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { isZonecastError, ZonecastError } from "#domain";
import { type Adapter, type Checkpoint, loadAdapter, loadCheckpoint, type MeasuredSeries } from "#forecasting";
import { readMeasured } from "../measured/folder.ts";

const MODELS = resolve(import.meta.dirname, "../../models");

export interface SeriesOptions {
  readonly data: string;
  readonly series: string;
  readonly at?: number;
  readonly model?: string;
  readonly json?: true;
}

const date = (text: string): number => {
  const ts = Date.parse(text);
  if (Number.isNaN(ts)) throw new InvalidArgumentError("must be a time such as 2019-03-01T06:00Z");
  return ts;
};
export const count = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("must be a whole number from 1");
  return Number(text);
};

export const withSeriesOptions = (command: Command): Command =>
  command
    .requiredOption("--data <path>", "a file or folder of measured series (CSV), or a data set")
    .requiredOption("--series <text>", "the one series whose name holds this, e.g. gas/b36")
    .option("--at <time>", "the moment to stand at; default: the end of the series, less its horizon", date)
    .option("--model <file>", "a model that `zonecast train` wrote; default: the base model that ships with the project")
    .option("--json", "one JSON object instead of words");

/** Throws `bad-input` when none or several fit. */
export async function oneSeries({ data, series: text }: SeriesOptions): Promise<MeasuredSeries> {
  const all = (await readMeasured(data)).series;
  const fit = all.filter((s) => s.id.includes(text));
  const [only] = fit;
  if (!only || fit.length > 1)
    throw new ZonecastError("bad-input", `${fit.length === 0 ? "no series is" : `${fit.length} series are`} called '${text}'`, {
      hint: (fit.length > 1 ? fit : all)
        .map((s) => s.id)
        .join(", ")
        .slice(0, 300),
    });
  return only;
}

/** Throws `bad-file` for a model that is not there or cannot be used. */
export const modelOf = ({ model }: Pick<SeriesOptions, "model">): Promise<Checkpoint> =>
  model === undefined ? shippedModel() : readModel(model);

/** The base model that ships with the project. */
export const shippedModel = (): Promise<Checkpoint> => readModel(shipped());

/** Throws `bad-file` that names the file and what is wrong with it. */
export async function readModel(path: string): Promise<Checkpoint> {
  if (!existsSync(path)) throw new ZonecastError("bad-file", `${path} is not there`, { hint: "it must be a model file" });
  return loadCheckpoint(readFileSync(path)).catch((e: unknown) => {
    if (!isZonecastError(e)) throw e;
    throw new ZonecastError(e.code, `${path}: ${e.message}`, { ...(e.hint === undefined ? {} : { hint: e.hint }), cause: e });
  });
}

/** An adapter of `zonecast probe`. Throws `bad-file`. */
export function readAdapter(path: string): Adapter {
  if (!existsSync(path))
    throw new ZonecastError("bad-file", `${path} is not there`, { hint: "--adapter names what `zonecast probe --out` wrote" });
  return loadAdapter(readFileSync(path, "utf8"));
}

/** Throws `bad-file` when the folder of a file that is to be written is not there: before the work is done, not after it. */
export function mustBeWritable(out: string): void {
  const folder = dirname(resolve(out));
  if (!existsSync(folder))
    throw new ZonecastError("bad-file", `the folder ${folder} is not there`, { hint: "make it, or name another with --out" });
}

function shipped(): string {
  const found = existsSync(MODELS)
    ? readdirSync(MODELS)
        .sort()
        .find((name) => /^base-.*\.model$/.test(name))
    : undefined;
  return found === undefined ? join(MODELS, "base-h32.model") : join(MODELS, found);
}
