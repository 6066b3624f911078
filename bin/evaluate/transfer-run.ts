/** Runs the folds of a transfer experiment in worker threads and gathers what they found. */
import { ZonecastError } from "#domain";
import type { MeasuredSeries } from "#forecasting";
import { readModel } from "../forecast/inputs.ts";
import { type Fold, foldsOf } from "./folds.ts";
import { type DataOptions, measuredOf } from "./options.ts";
import { runTold } from "./pool.ts";
import type { TransferJob, TransferResult } from "./transfer-worker.ts";

export interface TransferOptions extends DataOptions {
  readonly hidden: 16 | 32 | 64;
  readonly epochs: number;
  readonly stride: number;
  /** Model file that the bases go on from. */
  readonly base?: string;
  /** One source and one target by name, instead of halves of the buildings. */
  readonly from?: string;
  readonly to?: string;
}

function pairOf(all: readonly MeasuredSeries[], from = "", to = ""): Fold[] {
  const one = (text: string, what: string): MeasuredSeries => {
    const fit = all.filter((s) => s.id.includes(text));
    const [only] = fit;
    if (!only || fit.length > 1 || text === "")
      throw new ZonecastError("bad-input", `--${what} must name one series, '${text}' names ${text === "" ? 0 : fit.length}`, {
        hint: all
          .map((s) => s.id)
          .join(", ")
          .slice(0, 300),
      });
    return only;
  };
  const [source, target] = [one(from, "from"), one(to, "to")];
  return [{ name: `${source.group}, half 1`, group: source.group, sources: [source], targets: [target] }];
}

export type Shape = Pick<TransferJob, "strategies" | "days" | "starts" | "everyH" | "passes" | "members" | "sensorDropout">;

/** Throws `bad-input` when no group has two buildings. */
export async function runTransfer(
  options: TransferOptions,
  shape: Shape,
  note: (text: string) => void,
): Promise<TransferResult[]> {
  const all = await measuredOf(options, note);
  const folds = options.from === undefined && options.to === undefined ? foldsOf(all) : pairOf(all, options.from, options.to);
  if (folds.length === 0)
    throw new ZonecastError("bad-input", "to transfer takes a source and a target: no group has two buildings");
  const initial = options.base === undefined ? undefined : await readModel(options.base);
  const jobs = folds.map(
    (fold): TransferJob => ({
      name: fold.name,
      sources: fold.sources,
      targets: options.quick ? fold.targets.slice(0, 1) : fold.targets,
      hidden: initial?.config.hidden ?? options.hidden,
      initial: initial?.parameters,
      epochs: options.quick ? 2 : options.epochs,
      strideH: options.quick ? 96 : options.stride,
      seed: options.seed,
      ...shape,
    }),
  );
  const results = await runTold<TransferJob, TransferResult>({
    ...{ worker: new URL("./transfer-worker.ts", import.meta.url), jobs, threads: options.threads },
    ...{ unit: "folds", nameOf: (job) => job.name, quiet: options.json === true },
  });
  return results.sort((a, b) => a.name.localeCompare(b.name));
}
