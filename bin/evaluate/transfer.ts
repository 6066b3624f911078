/** `zonecast evaluate transfer`: every strategy on buildings that the base has never seen, beside all baselines. */
import { writeFileSync } from "node:fs";
import { stderr, stdout } from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { stream } from "#domain";
import {
  CALIBRATIONS,
  type Calibration,
  type Line,
  NAIVE,
  robustness,
  type SeriesLine,
  STRATEGIES,
  scoresOf,
  summarise,
  summariseSeries,
  type Tally,
} from "#forecasting";
import { lineRows, reliabilityRows } from "./line-table.ts";
import { withDataOptions } from "./options.ts";
import { diagramRows } from "./reliability-table.ts";
import { leading, seriesRows } from "./series-table.ts";
import { figure, markdownTable, percent, textTable } from "./text-table.ts";
import { runTransfer, type TransferOptions } from "./transfer-run.ts";
import type { TransferResult } from "./transfer-worker.ts";

interface Options extends TransferOptions {
  readonly days: number;
  readonly starts: number;
  readonly strategies: readonly string[];
  readonly passes: number;
  readonly every: number;
}

export const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("must be a whole number");
  return Number(text);
};

export const withBaseOptions = (command: Command): Command =>
  command
    .option("--hidden <n>", "size of the network: 16, 32 or 64", whole, 16)
    .option("--base <file>", "a model of zonecast train that the sources are learned upon, instead of from nothing")
    .option("--epochs <n>", "most passes over the sources", whole, 10)
    .option("--stride <hours>", "hours between two windows of a source", whole, 12);

export const transferCommand = (): Command =>
  withBaseOptions(withDataOptions(new Command("transfer")))
    .description("six strategies on unseen buildings: skill, coverage, time, trained parameters, robustness index")
    .option("--days <n>", "days of the target's data to learn from", whole, 28)
    .option("--starts <n>", "spans of four weeks to judge, spread over the test part", whole, 2)
    .option(
      "--strategies <name...>",
      "strategies to try",
      STRATEGIES.map((s) => s.name),
    )
    .option("--every <hours>", "hours between two issue times", whole, 7)
    .option("--passes <n>", "passes of MC dropout", whole, 12)
    .option("--from <text>", "one source series by name, with --to: the protocol of one source and one target")
    .option("--to <text>", "one target series by name")
    .action((options: Options) => evaluate(options));

const mean = (values: readonly number[]): number => {
  const known = values.filter(Number.isFinite);
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : Number.NaN;
};

const maeOf = (tallies: readonly Tally[], series: string, model: string): number => {
  const tally = tallies.find((t) => t.series === series && t.model === model);
  return tally ? scoresOf(tally).mae : Number.NaN;
};
const naiveOf = (tallies: readonly Tally[], series: string): number =>
  Math.min(...NAIVE.map((model) => maeOf(tallies, series, model)).filter(Number.isFinite));

/** What a strategy cost and how far it carried, over all targets of a group. */
interface StrategyRow {
  readonly group: string;
  readonly strategy: string;
  readonly targets: number;
  readonly trainedParameters: number;
  readonly learnS: number;
  readonly tri: number;
  /** Advantage kept on the target, the gap left aside. */
  readonly kept: number;
  readonly gap: number;
}

function strategyRows(results: readonly TransferResult[]): StrategyRow[] {
  const groupOf = ({ name }: TransferResult): string => name.replace(/, half \d$/, "");
  const groups = [...new Set(results.map(groupOf))];
  return groups.flatMap((group) => {
    const here = results.filter((r) => groupOf(r) === group);
    const names = [...new Set(here.flatMap((r) => r.tried.map((t) => t.strategy)))];
    return names.map((strategy): StrategyRow => {
      const each = here.flatMap((r) => {
        const own = r.sources.flatMap((j) => j["as issued"]);
        const sourceSeries = [...new Set(own.map((t) => t.series))];
        // The sources' advantage as a geometric mean, since their units differ.
        const source = Math.exp(mean(sourceSeries.map((s) => Math.log(naiveOf(own, s) / maeOf(own, s, "zero-shot")))));
        const tallies = r.targets.flatMap((t) => t.judged["as issued"]);
        return r.gaps.map(({ series, gap }) => {
          const input = {
            targetMae: maeOf(tallies, series, strategy),
            targetNaiveMae: naiveOf(tallies, series),
            sourceMae: 1,
            sourceNaiveMae: source,
            gap,
          };
          return { tri: robustness(input), kept: robustness({ ...input, gap: 1 }), gap };
        });
      });
      const tried = here.flatMap((r) => r.tried.filter((t) => t.strategy === strategy));
      return {
        group,
        strategy,
        targets: tried.length,
        trainedParameters: tried[0]?.trainedParameters ?? 0,
        learnS: mean(tried.map((t) => t.learnS)),
        tri: mean(each.map((e) => e.tri)),
        kept: mean(each.map((e) => e.kept)),
        gap: mean(each.map((e) => e.gap)),
      };
    });
  });
}

const strategyTable = (rows: readonly StrategyRow[]): string[][] => [
  ["group", "strategy", "targets", "trained parameters", "s to learn", "gap", "advantage kept", "TRI"],
  ...rows.map((r) => [
    r.group,
    r.strategy,
    `${r.targets}`,
    `${r.trainedParameters}`,
    figure(r.learnS),
    figure(r.gap),
    percent(r.kept, 0),
    figure(r.tri),
  ]),
];

async function evaluate(options: Options): Promise<void> {
  const shape = {
    strategies: options.strategies,
    days: [options.days],
    starts: options.quick ? 1 : options.starts,
    everyH: options.quick ? 31 : options.every,
    passes: options.quick ? Math.min(4, options.passes) : options.passes,
    members: 5,
    sensorDropout: 0.1,
  };
  const results = await runTransfer(options, shape, (text) => stderr.write(`note: ${text}\n`));
  const tallies = (calibration: Calibration) => results.flatMap((r) => r.targets.flatMap((t) => t.judged[calibration]));
  const summaries = CALIBRATIONS.map((calibration) => ({
    calibration,
    lines: summarise(tallies(calibration), stream(options.seed, "bootstrap")),
    bySeries: summariseSeries(tallies(calibration)),
  }));
  const strategies = strategyRows(results);
  const bases = results.map(({ name, baseParameters, baseEpochs, baseSteps, baseS, basePinball }) => ({
    name,
    baseParameters,
    baseEpochs,
    baseSteps,
    baseS,
    basePinball,
  }));
  if (options.json) {
    stdout.write(`${JSON.stringify({ days: options.days, weather: "measured", bases, strategies, results: summaries })}\n`);
    return;
  }
  const text = report(summaries, strategies, bases, textTable, (title) => `\n${title}`);
  stdout.write(`${text}\n`);
  if (options.page)
    writeFileSync(options.page, `${report(summaries, strategies, bases, markdownTable, (title) => `### ${title}\n`)}\n`);
}

type Bases = readonly Pick<TransferResult, "name" | "baseParameters" | "baseEpochs" | "baseSteps" | "baseS" | "basePinball">[];

interface Summary {
  readonly calibration: Calibration;
  readonly lines: readonly Line[];
  readonly bySeries: readonly SeriesLine[];
}

function report(
  summaries: readonly Summary[],
  strategies: readonly StrategyRow[],
  bases: Bases,
  table: (rows: readonly (readonly string[])[]) => string,
  heading: (title: string) => string,
): string {
  const none: Summary = { calibration: "as issued", lines: [], bySeries: [] };
  const [issued, adaptive] = [summaries[0] ?? none, summaries.at(-1) ?? none];
  const keep = leading(issued.lines);
  return [
    heading("Strategies"),
    table(strategyTable(strategies)),
    heading("Base models"),
    table([
      ["base", "parameters", "epochs", "steps", "s", "validation pinball, scaled"],
      ...bases.map((b) => [
        b.name,
        `${b.baseParameters}`,
        `${b.baseEpochs}`,
        `${b.baseSteps}`,
        figure(b.baseS),
        figure(b.basePinball),
      ]),
    ]),
    ...summaries.flatMap(({ calibration, lines }) => [heading(`Targets, ${calibration}`), table(lineRows(lines))]),
    ...[issued, adaptive].flatMap((r) => [heading(`By lead and level, ${r.calibration}`), table(reliabilityRows(r.lines))]),
    heading("Reliability: share at or below each level"),
    table(diagramRows(issued.lines, adaptive.lines, keep)),
    heading("By series, in the unit of each, as issued and adaptive"),
    table(seriesRows(issued.bySeries, adaptive.bySeries, keep)),
  ].join("\n");
}
