/** `zonecast evaluate sources`: which building to learn from; whether the distance between buildings told it beforehand. */
import { writeFileSync } from "node:fs";
import { stderr, stdout } from "node:process";
import { Command } from "commander";
import { ZonecastError } from "#domain";
import { descriptors, learnable, type MeasuredSeries, partsOf, sinkhornDistance, spearman } from "#forecasting";
import { measuredOf, withDataOptions } from "./options.ts";
import { runTold } from "./pool.ts";
import type { PairResult, SourceJob } from "./sources-worker.ts";
import { figure, markdownTable, percent, textTable } from "./text-table.ts";
import { whole, withBaseOptions } from "./transfer.ts";
import type { TransferOptions } from "./transfer-run.ts";

interface Options extends TransferOptions {
  readonly starts: number;
}

export const sourcesCommand = (): Command =>
  withBaseOptions(withDataOptions(new Command("sources")))
    .description("rank source buildings by optimal-transport distance; say whether the rank predicted the result")
    .option("--starts <n>", "spans of four weeks to judge", whole, 2)
    .action((options: Options) => evaluate(options));

interface Pair extends PairResult {
  readonly group: string;
  readonly distance: number;
}

interface GroupRow {
  readonly group: string;
  readonly pairs: number;
  readonly targets: number;
  /** Mean over targets of the rank correlation, over sources, of distance and loss: 1 is a perfect prediction. */
  readonly zeroShotRank: number;
  readonly probeRank: number;
  /** Loss with the nearest source over the mean loss over all sources, mean over targets: below 1 choosing pays. */
  readonly nearestOverMean: number;
  readonly bestOverMean: number;
}

const mean = (values: readonly number[]): number => {
  const known = values.filter(Number.isFinite);
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : Number.NaN;
};

function rowOf(group: string, pairs: readonly Pair[]): GroupRow {
  const byTarget = [...new Set(pairs.map((p) => p.target))].map((target) => pairs.filter((p) => p.target === target));
  const ratio = (of: (sources: readonly Pair[]) => number): number =>
    mean(byTarget.map((sources) => of(sources) / mean(sources.map((p) => p.zeroShot))));
  const nearest = (sources: readonly Pair[]): number =>
    [...sources].sort((a, b) => a.distance - b.distance)[0]?.zeroShot ?? Number.NaN;
  const rank = (of: (p: Pair) => number): number =>
    mean(
      byTarget.map((sources) =>
        spearman(
          sources.map((p) => p.distance),
          sources.map(of),
        ),
      ),
    );
  return {
    group,
    pairs: pairs.length,
    targets: byTarget.length,
    zeroShotRank: rank((p) => p.zeroShot),
    probeRank: rank((p) => p.probe),
    nearestOverMean: ratio(nearest),
    bestOverMean: ratio((sources) => Math.min(...sources.map((p) => p.zeroShot))),
  };
}

const table = (rows: readonly GroupRow[]): string[][] => [
  [
    "group",
    "targets",
    "pairs",
    "rank correlation, zero-shot",
    "rank correlation, probe",
    "nearest / mean source",
    "best / mean source",
  ],
  ...rows.map((r) => [
    r.group,
    `${r.targets}`,
    `${r.pairs}`,
    figure(r.zeroShotRank),
    figure(r.probeRank),
    percent(r.nearestOverMean, 0),
    percent(r.bestOverMean, 0),
  ]),
];

async function evaluate(options: Options): Promise<void> {
  const all = await measuredOf(options, (text) => stderr.write(`note: ${text}\n`));
  const jobs = all.flatMap((source): SourceJob[] => {
    const targets = all.filter((s) => s.group === source.group && s.building !== source.building);
    if (targets.length === 0) return [];
    return [
      {
        ...{ source, targets: options.quick ? targets.slice(0, 3) : targets, hidden: options.hidden, seed: options.seed },
        ...{
          epochs: options.quick ? 2 : options.epochs,
          strideH: options.quick ? 96 : options.stride,
          starts: options.quick ? 1 : options.starts,
        },
      },
    ];
  });
  if (jobs.length === 0) throw new ZonecastError("bad-input", "no group has two buildings");
  const results = (
    await runTold<SourceJob, readonly PairResult[]>({
      ...{ worker: new URL("./sources-worker.ts", import.meta.url), jobs, threads: options.threads },
      ...{ unit: "sources", nameOf: (job) => job.source.id, quiet: options.json === true },
    })
  ).flat();
  const clouds = new Map(all.map((s) => [s.id, cloudOf(s)] as const));
  const empty = { points: new Float64Array(0), size: 0 };
  const pairs = results.map(
    (r): Pair => ({
      ...r,
      group: all.find((s) => s.id === r.source)?.group ?? "",
      distance: sinkhornDistance(clouds.get(r.source) ?? empty, clouds.get(r.target) ?? empty),
    }),
  );
  const rows = [...new Set(pairs.map((p) => p.group))].map((group) =>
    rowOf(
      group,
      pairs.filter((p) => p.group === group),
    ),
  );
  if (options.json) stdout.write(`${JSON.stringify({ groups: rows, pairs })}\n`);
  else stdout.write(`\nDistance of source and target against loss on the target\n${textTable(table(rows))}\n`);
  if (options.page) writeFileSync(options.page, `${markdownTable(table(rows))}\n`);
}

/** Weeks of the learning part: what was known before anything was judged. */
function cloudOf(series: MeasuredSeries) {
  const { testFrom } = partsOf(series.frame.length);
  return descriptors(learnable(series, testFrom), 0, testFrom);
}
