/** `zonecast evaluate scarcity`: skill against days of the target's data, for each strategy, with bands over buildings. */
import { writeFileSync } from "node:fs";
import { stderr, stdout } from "node:process";
import { Command } from "commander";
import { stream } from "#domain";
import { type Interval, STRATEGIES, summarise } from "#forecasting";
import { withDataOptions } from "./options.ts";
import { SAME_DAYS, SAME_DAYS_BLEND } from "./same-days.ts";
import { markdownTable, percent, textTable } from "./text-table.ts";
import { whole, withBaseOptions } from "./transfer.ts";
import { runTransfer, type TransferOptions } from "./transfer-run.ts";
import type { TransferResult } from "./transfer-worker.ts";

interface Options extends TransferOptions {
  readonly days: readonly string[];
  readonly strategies: readonly string[];
}

const DAYS = ["0", "1", "3", "7", "14", "28", "84"];

export const scarcityCommand = (): Command =>
  withBaseOptions(withDataOptions(new Command("scarcity")))
    .description("skill against days of target data (0 to 84) for each strategy, with bands over buildings")
    .option("--days <n...>", "days of the target's data", DAYS)
    .option("--strategies <name...>", "strategies to try", ["zero-shot", "probe", "full", "scratch"])
    .action((options: Options) => evaluate(options));

/** Shown beside the strategies. */
const BESIDE: readonly string[] = ["ridge-arx", "probe ensemble", SAME_DAYS, SAME_DAYS_BLEND];

interface Row {
  readonly group: string;
  readonly model: string;
  readonly days: number;
  readonly series: number;
  readonly skill: Interval;
}

/** How often a model with few days beats learning from nothing with many. */
interface Duel {
  readonly group: string;
  readonly model: string;
  readonly wins: number;
  readonly of: number;
}

const FEW = 28;
const MANY = 84;

function rowsOf(results: readonly TransferResult[], seed: number): Row[] {
  const days = [...new Set(results.flatMap((r) => r.targets.map((t) => t.days)))].sort((a, b) => a - b);
  return days.flatMap((n) => {
    const lines = summarise(
      results.flatMap((r) => r.targets.filter((t) => t.days === n).flatMap((t) => t.judged["adaptive conformal"])),
      stream(seed, "bootstrap"),
    );
    const known = (model: string): boolean => STRATEGIES.some((s) => s.name === model) || BESIDE.includes(model);
    return lines
      .filter((l) => known(l.model))
      .map((l) => ({ group: l.group, model: l.model, days: n, series: l.series, skill: l.maeSkill }));
  });
}

function duelsOf(results: readonly TransferResult[]): Duel[] {
  const mae = (days: number, model: string): Map<string, number> =>
    new Map(
      results.flatMap((r) =>
        r.targets
          .filter((t) => t.days === days)
          .flatMap((t) => t.judged["as issued"])
          .filter((t) => t.model === model)
          .map(
            (t) =>
              [
                `${t.group}|${t.series}`,
                t.leads.reduce((a, l) => a + l.absError, 0) / t.leads.reduce((a, l) => a + l.n, 0),
              ] as const,
          ),
      ),
    );
  const many = mae(MANY, "scratch");
  const groups = [...new Set([...many.keys()].map((key) => key.split("|")[0] ?? ""))];
  return groups.flatMap((group) =>
    ["probe", "full", SAME_DAYS_BLEND].flatMap((model) => {
      const pairs = [...mae(FEW, model)].filter(([key]) => key.startsWith(`${group}|`) && many.has(key));
      if (pairs.length === 0) return [];
      return { group, model, wins: pairs.filter(([key, value]) => value < (many.get(key) ?? 0)).length, of: pairs.length };
    }),
  );
}

function table(rows: readonly Row[]): string[][] {
  const days = [...new Set(rows.map((r) => r.days))].sort((a, b) => a - b);
  const keys = [...new Set(rows.map((r) => `${r.group}|${r.model}`))].sort();
  const cell = (group: string, model: string, n: number): string => {
    const row = rows.find((r) => r.group === group && r.model === model && r.days === n);
    return row ? `${percent(row.skill.mean)} [${percent(row.skill.low, 0)}..${percent(row.skill.high, 0)}]` : "-";
  };
  return [
    ["group", "model", "series", ...days.map((n) => `${n} days`)],
    ...keys.map((key) => {
      const [group = "", model = ""] = key.split("|");
      const series = rows.find((r) => r.group === group && r.model === model)?.series ?? 0;
      return [group, model, `${series}`, ...days.map((n) => cell(group, model, n))];
    }),
  ];
}

async function evaluate(options: Options): Promise<void> {
  const shape = {
    strategies: options.strategies,
    days: options.days.map(whole),
    starts: 1,
    everyH: options.quick ? 31 : 7,
    passes: 0,
    members: 0,
    sensorDropout: 0.1,
  };
  const results = await runTransfer(options, shape, (text) => stderr.write(`note: ${text}\n`));
  const rows = rowsOf(results, options.seed);
  const duels = duelsOf(results);
  if (options.json) {
    stdout.write(`${JSON.stringify({ weather: "measured", rows, beatsScratchOf84Days: duels })}\n`);
    return;
  }
  const words = duels.map(
    (d) => `${d.group}: '${d.model}' with ${FEW} days beats learning from nothing with ${MANY} on ${d.wins} of ${d.of} series.`,
  );
  stdout.write(
    `\nMAE skill against the best naive baseline, by days of target data\n${textTable(table(rows))}\n\n${words.join("\n")}\n`,
  );
  if (options.page) writeFileSync(options.page, `${markdownTable(table(rows))}\n\n${words.join(" ")}\n`);
}
