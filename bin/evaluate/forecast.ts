/** `zonecast evaluate forecast`: rolling-origin backtest of all baselines on measured series. */
import { writeFileSync } from "node:fs";
import { stderr, stdout } from "node:process";
import { Command, Option } from "commander";
import { QUANTILE_LEVELS, ZonecastError } from "#domain";
import { CALIBRATIONS, type Judged, linesOf, summariseSeries } from "#forecasting";
import type { ForecastJob } from "./forecast-worker.ts";
import { lineRows, reliabilityRows } from "./line-table.ts";
import { type DataOptions, measuredOf, withDataOptions } from "./options.ts";
import { runTold } from "./pool.ts";
import { diagramRows } from "./reliability-table.ts";
import { leading, seriesRows } from "./series-table.ts";
import { markdownTable, textTable } from "./text-table.ts";

interface Options extends DataOptions {
  readonly history: string;
  readonly by: "group" | "series";
}

/** Prime to 24, so that all hours of the day get their turn. */
const EVERY_H = 7;
const QUICK_EVERY_H = 103;

export const forecastCommand = (): Command =>
  withDataOptions(new Command("forecast"))
    .description("backtest all baselines on measured series: error, skill, coverage and width, with intervals over buildings")
    .option("--history <days>", "days of history handed to each forecast", "42")
    .addOption(
      new Option("--by <what>", "group: single series and diagrams of the best models only; series: of all")
        .choices(["group", "series"])
        .default("group"),
    )
    .action((options: Options) => evaluate(options));

async function evaluate(options: Options): Promise<void> {
  const found = await measuredOf(options, (text) => stderr.write(`note: ${text}\n`));
  const all = found.filter((s) => s.role !== "source");
  if (all.length === 0)
    throw new ZonecastError("bad-input", "the data set keeps no building apart to be judged", {
      hint: "give its plan a test split: splits: { train: 0.7, validation: 0.1, test: 0.2 }",
    });
  const jobs = all.map(
    (series): ForecastJob => ({
      series,
      weather: options.weather,
      historyDays: Number(options.history),
      everyH: options.quick ? QUICK_EVERY_H : EVERY_H,
    }),
  );
  const judged = await runTold<ForecastJob, Judged>({
    ...{ worker: new URL("./forecast-worker.ts", import.meta.url), jobs, threads: options.threads },
    ...{ unit: "series", nameOf: (job) => job.series.id, quiet: options.json === true },
  });
  const lines = linesOf(judged, options.seed);
  const results = CALIBRATIONS.map((calibration) => ({
    calibration,
    lines: lines[calibration],
    bySeries: summariseSeries(judged.flatMap((j) => j[calibration])),
  }));
  if (options.json) {
    const asked = { series: all.map((s) => s.id), weather: options.weather, historyDays: Number(options.history) };
    stdout.write(`${JSON.stringify({ ...asked, levels: QUANTILE_LEVELS, results })}\n`);
    return;
  }
  const [issued, adaptive] = [results[0], results.at(-1)];
  if (!issued || !adaptive) throw new ZonecastError("bug", "nothing is judged as issued");
  const keep = options.by === "series" ? undefined : leading(issued.lines);
  const tables: readonly (readonly [string, string[][]])[] = [
    ...results.map(({ calibration, lines }) => [calibration, lineRows(lines)] as const),
    ...[issued, adaptive].map((r) => [`by lead and level, ${r.calibration}`, reliabilityRows(r.lines)] as const),
    ["reliability: share at or below each level", diagramRows(issued.lines, adaptive.lines, keep)],
    ["by series, in the unit of each, as issued and adaptive", seriesRows(issued.bySeries, adaptive.bySeries, keep)],
  ];
  for (const [title, rows] of tables) stdout.write(`\n${title}\n${textTable(rows)}\n`);
  if (options.page)
    writeFileSync(options.page, `${tables.map(([title, rows]) => `### ${title}\n\n${markdownTable(rows)}`).join("\n\n")}\n\n`);
}
