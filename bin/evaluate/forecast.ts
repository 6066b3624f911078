/** `zonecast evaluate forecast`: rolling-origin backtest of all baselines on measured series. */
import { writeFileSync } from "node:fs";
import { stderr, stdout } from "node:process";
import { Command } from "commander";
import { ZonecastError } from "#domain";
import { CALIBRATIONS, type Judged, linesOf } from "#forecasting";
import type { ForecastJob } from "./forecast-worker.ts";
import { lineRows, reliabilityRows } from "./line-table.ts";
import { type DataOptions, measuredOf, withDataOptions } from "./options.ts";
import { runTold } from "./pool.ts";
import { markdownTable, textTable } from "./text-table.ts";

interface Options extends DataOptions {
  readonly history: string;
}

/** Prime to 24, so that all hours of the day get their turn. */
const EVERY_H = 7;
const QUICK_EVERY_H = 103;

export const forecastCommand = (): Command =>
  withDataOptions(new Command("forecast"))
    .description("backtest all baselines on measured series: error, skill, coverage and width, with intervals over buildings")
    .option("--history <days>", "days of history handed to each forecast", "42")
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
  const results = CALIBRATIONS.map((calibration) => ({ calibration, lines: lines[calibration] }));
  if (options.json) {
    stdout.write(
      `${JSON.stringify({ series: all.map((s) => s.id), weather: options.weather, historyDays: Number(options.history), results })}\n`,
    );
    return;
  }
  for (const { calibration, lines } of results) stdout.write(`\n${calibration}\n${textTable(lineRows(lines))}\n`);
  const adaptive = lines["adaptive conformal"];
  stdout.write(`\nby lead and level, adaptive conformal\n${textTable(reliabilityRows(adaptive))}\n`);
  if (options.page)
    writeFileSync(
      options.page,
      [
        ...results.map(({ calibration, lines }) => `### ${calibration}\n\n${markdownTable(lineRows(lines))}`),
        `### by lead and level, adaptive conformal\n\n${markdownTable(reliabilityRows(adaptive))}`,
        "",
      ].join("\n\n"),
    );
}
