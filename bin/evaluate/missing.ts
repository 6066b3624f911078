/** `zonecast evaluate missing`: the target lacks the weather that the sources had; mean and worst loss of each way to do without. */
import { writeFileSync } from "node:fs";
import { stderr, stdout } from "node:process";
import { Command } from "commander";
import { stream, ZonecastError } from "#domain";
import { type Judged, type Line, NAIVE, scoresOf, summarise, type Tally } from "#forecasting";
import { foldsOf } from "./folds.ts";
import type { MissingJob } from "./missing-worker.ts";
import { measuredOf, withDataOptions } from "./options.ts";
import { runTold } from "./pool.ts";
import { figure, markdownTable, percent, textTable } from "./text-table.ts";
import { whole, withBaseOptions } from "./transfer.ts";
import type { TransferOptions } from "./transfer-run.ts";

interface Options extends TransferOptions {
  readonly starts: number;
}

export const missingCommand = (): Command =>
  withBaseOptions(withDataOptions(new Command("missing")))
    .description("no weather at the target: mean and worst loss of six ways to do without, zero-shot")
    .option("--starts <n>", "spans of four weeks: seasons are the shifts", whole, 4)
    .action((options: Options) => evaluate(options));

interface Row {
  readonly group: string;
  readonly model: string;
  readonly series: number;
  readonly skill: Line["maeSkill"];
  /** Greatest MAE over that of the best naive baseline, over series. */
  readonly worst: number;
  readonly picp95: number;
}

function rowsOf(judged: readonly Judged[], seed: number): Row[] {
  const tallies = judged.flatMap((j) => j["as issued"]);
  const mae = (t: Tally): number => scoresOf(t).mae;
  const naive = (series: string): number =>
    Math.min(...tallies.filter((t) => t.series === series && NAIVE.includes(t.model)).map(mae));
  return summarise(tallies, stream(seed, "bootstrap")).map(({ group, model, series, maeSkill, picp95 }) => ({
    group,
    model,
    series,
    skill: maeSkill,
    worst: Math.max(...tallies.filter((t) => t.group === group && t.model === model).map((t) => mae(t) / naive(t.series))),
    picp95,
  }));
}

const table = (rows: readonly Row[]): string[][] => [
  ["group", "way", "series", "MAE skill [95 % interval]", "worst loss / naive", "in 95 %"],
  ...rows.map((r) => [
    r.group,
    r.model,
    `${r.series}`,
    `${percent(r.skill.mean)} [${percent(r.skill.low)}..${percent(r.skill.high)}]`,
    figure(r.worst),
    percent(r.picp95),
  ]),
];

async function evaluate(options: Options): Promise<void> {
  const jobs = foldsOf(await measuredOf(options, (text) => stderr.write(`note: ${text}\n`))).map(
    (fold): MissingJob => ({
      name: fold.name,
      sources: fold.sources,
      targets: options.quick ? fold.targets.slice(0, 1) : fold.targets,
      hidden: options.hidden,
      epochs: options.quick ? 2 : options.epochs,
      strideH: options.quick ? 96 : options.stride,
      starts: options.quick ? 1 : options.starts,
      everyH: options.quick ? 31 : 11,
      seed: options.seed,
    }),
  );
  if (jobs.length === 0)
    throw new ZonecastError("bad-input", "the sensors of a target are imputed from its sources: no group has two buildings");
  const judged = (
    await runTold<MissingJob, readonly Judged[]>({
      ...{ worker: new URL("./missing-worker.ts", import.meta.url), jobs, threads: options.threads },
      ...{ unit: "folds", nameOf: (job) => job.name, quiet: options.json === true },
    })
  ).flat();
  const rows = rowsOf(judged, options.seed);
  if (options.json) stdout.write(`${JSON.stringify({ rows })}\n`);
  else stdout.write(`\nWithout weather at the target, zero-shot, as issued\n${textTable(table(rows))}\n`);
  if (options.page) writeFileSync(options.page, `${markdownTable(table(rows))}\n`);
}
