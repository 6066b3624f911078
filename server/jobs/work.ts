/** What a job of each kind does: looking and probing in the forecasting thread, training and transfer in a process of their own. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Building, type Clock, type Job, type PointState, type Store, transferRowSchema, ZonecastError } from "#domain";
import type { Forecasts } from "../forecasts.ts";
import type { DataFolder } from "./data-folder.ts";
import { PAUSED, type Work, type WorkDone } from "./jobs.ts";
import { answerOf, runCommand } from "./run-command.ts";
import { seriesName, writeSeries } from "./write-series.ts";

export interface WorkOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, "frame">;
  readonly hub: { readonly points: () => Iterable<PointState>; readonly now: (building: string) => number };
  readonly building: (id: string) => Building | undefined;
  readonly forecasts: Pick<Forecasts, "relearn" | "forecastNow">;
  readonly folder: DataFolder;
  /** The module of the command line. */
  readonly commandLine: string;
}

/**
 * The live forecasts' backtest judges all candidates on the newest fourteen days and the day after each. A network that had learned from
 * them would win there without being better, so they are kept from it.
 */
const JUDGED_ON_MS = 15 * 86_400_000;
/** Hours between two windows: a building has few weeks, and each hour of the day gets its turn. */
const STRIDE_H = "5";

const progressSchema = z.object({ event: z.literal("progress"), share: z.number() });
const epochSchema = z.object({
  event: z.literal("progress"),
  epoch: z.number(),
  epochs: z.number(),
  step: z.number(),
  steps: z.number(),
});
const trainedSchema = z.object({
  event: z.literal("done"),
  epochs: z.number(),
  windows: z.number(),
  buildings: z.number(),
  validationPinball: z.number().nullable(),
});
const comparedSchema = z.object({
  series: z.string(),
  cases: z.number(),
  judgedDays: z.number(),
  rows: z.array(transferRowSchema),
});
const broughtSchema = z.object({
  series: z.string(),
  strategy: z.string(),
  trainedParameters: z.number(),
  windows: z.number(),
  learnS: z.number(),
});

export function createWork({ clock, store, hub, building, forecasts, folder, commandLine }: WorkOptions): Work {
  /** Series of the job's building in a folder of the job's own; what was written before an interruption stays as it was. */
  async function seriesFolder(job: Job, apartMs: number): Promise<string> {
    const into = folder.job(job.id);
    const known = building(job.building);
    if (!known) throw new ZonecastError("not-found", `there is no building '${job.building}'`);
    if (!existsSync(seriesFile(job))) await writeSeries(store, known, [...hub.points()], hub.now(job.building), into, apartMs);
    return into;
  }
  const seriesFile = (job: Job): string => join(folder.job(job.id), `${job.building}.csv`);

  async function train(job: Job, told: (share: number) => void, signal: AbortSignal): Promise<WorkDone> {
    const sets = (job.datasets ?? []).map(folder.dataset);
    const gone = sets.find((path) => !existsSync(path));
    if (gone !== undefined)
      throw new ZonecastError("not-found", `there is no data set ${gone}`, {
        hint: "zonecast generate makes one; a folder of measured series (CSV) will do, too",
      });
    const out = folder.model(job.id);
    mkdirSync(dirname(out), { recursive: true });
    const goesOn = existsSync(folder.training(job.id));
    // What is gone on with learns from what it began with, though more may have been measured since.
    const own =
      goesOn && !existsSync(seriesFile(job))
        ? undefined
        : await seriesFolder(job, JUDGED_ON_MS).catch((e: unknown) => {
            if (sets.length > 0 && e instanceof ZonecastError && e.code === "too-little-history") return undefined;
            throw e;
          });
    const folders = [...(own === undefined ? [] : [own]), ...sets];
    const printed = await runCommand(
      [
        ...["train", "--data", ...folders, "--out", out, "--hidden", String(job.hidden ?? 16)],
        ...[
          "--epochs",
          String(job.epochs ?? 10),
          "--stride",
          STRIDE_H,
          "--workers",
          "1",
          "--json",
          ...(goesOn ? ["--resume"] : []),
        ],
      ],
      {
        ...{ clock, module: commandLine, signal },
        onEvent(event) {
          const { data } = epochSchema.safeParse(event);
          if (data) told((data.epoch - 1 + data.step / Math.max(1, data.steps)) / data.epochs);
        },
      },
    ).catch((e: unknown) => {
      // Half learned is no model; whole epochs can be gone on from.
      if (signal.reason !== PAUSED) rmSync(out, { force: true });
      throw e;
    });
    const { epochs, windows, buildings, validationPinball } = answerOf(trainedSchema, printed);
    const loss = validationPinball === null ? "" : `, loss on what was set apart ${validationPinball.toPrecision(3)}`;
    return { message: `${windows} windows of ${buildings} building(s) in ${epochs} epochs${loss}; model ${job.id}` };
  }

  async function transfer(job: Job, told: (share: number) => void, signal: AbortSignal): Promise<WorkDone> {
    const { zone, signal: of, model, strategy } = job;
    if (model !== undefined && !existsSync(folder.model(model)))
      throw new ZonecastError("not-found", `there is no model of a job '${model}'`, { hint: "train one, or leave it out" });
    const data = await seriesFolder(job, strategy === undefined ? 0 : JUDGED_ON_MS);
    const out = folder.model(job.id);
    if (strategy !== undefined) mkdirSync(dirname(out), { recursive: true });
    const printed = await runCommand(
      [
        ...["transfer", "--data", data, "--series", seriesName(job.building, zone, of), "--json"],
        ...["--strategy", ...(strategy === undefined ? ["all"] : [strategy, "--out", out])],
        ...(model === undefined ? [] : ["--model", folder.model(model)]),
      ],
      {
        ...{ clock, module: commandLine, signal },
        onEvent(event) {
          const { data } = progressSchema.safeParse(event);
          if (data) told(data.share);
        },
      },
    );
    return strategy === undefined ? comparison(printed) : broughtBy(printed);
  }

  return async (job, told, signal) => {
    try {
      switch (job.kind) {
        case "probe":
          return { message: await forecasts.relearn(job.building, told, signal) };
        case "forecast":
          return { message: await forecasts.forecastNow(job.building, told, signal) };
        case "train":
          return await train(job, told, signal);
        case "transfer":
          return await transfer(job, told, signal);
      }
    } finally {
      if (signal.reason !== PAUSED && !existsSync(folder.training(job.id))) folder.tidy(job.id);
    }
  };
}

function comparison(printed: unknown): WorkDone {
  const { rows, cases, judgedDays } = answerOf(comparedSchema, printed);
  const [best] = rows;
  const skill =
    best?.skill == null || best.skill <= 0 ? ", nothing beats it" : `, ${Math.round(100 * best.skill)} % below the best naive`;
  return {
    message: `${best?.name ?? "nothing"} is best${skill}; judged on ${judgedDays} days, ${cases} cases`,
    result: rows,
  };
}

function broughtBy(printed: unknown): WorkDone {
  const { series, strategy, trainedParameters, windows, learnS } = answerOf(broughtSchema, printed);
  return {
    message: `${strategy}: ${trainedParameters} numbers learned from ${windows} windows of ${series} in ${learnS.toFixed(0)} s; it can be given to a building`,
  };
}
