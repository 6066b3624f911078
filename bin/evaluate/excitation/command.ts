/** `zonecast evaluate excitation`: what data a model must see to know what heating does. */
import { writeFileSync } from "node:fs";
import process, { stderr, stdout } from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { HOUSE_IDS } from "#sim";
import { runPool } from "../pool.ts";
import { startProgress } from "../progress.ts";
import { type CellRow, type CellTask, modelsOf } from "./cell.ts";
import { fullDesign, quickDesign } from "./design.ts";
import { pageText } from "./page.ts";
import { summarise } from "./summary.ts";
import { envelopeTable, plainText, tablesOf } from "./table.ts";
import { comfortYears, yearTable } from "./year.ts";

interface Options {
  readonly buildings: number;
  readonly seeds: number;
  readonly days: number;
  readonly threads: number;
  readonly quick?: true;
  readonly json?: true;
  readonly page?: string;
}

const whole = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!(Number.isInteger(value) && value >= least && value <= most))
    throw new InvalidArgumentError(`must be a whole number from ${least} to ${most}`);
  return value;
};

export const excitationCommand = (): Command =>
  new Command("excitation")
    .description(
      "train models on closed-loop, excited and mixed data; judge what they know of the heating by branching the simulator",
    )
    .option("--buildings <n>", `how many houses, of ${HOUSE_IDS.length}`, whole(1, HOUSE_IDS.length), 4)
    .option("--seeds <n>", "weathers, schedules, walkers and initial weights for each", whole(1, 100), 2)
    .option("--days <n>", "days of training data", whole(3, 300), 30)
    .option("--threads <n>", "worker threads", whole(1, 64), 2)
    .option("--quick", "one house, one seed, few days and passes: shows that it runs, proves nothing")
    .option("--json", "one JSON line for each house, seed, model, training and test policy instead of tables")
    .option("--page <file>", "write the tables as a page of the documentation, too")
    .action(async (options: Options) => {
      process.exitCode = await evaluate(options);
    });

async function evaluate(options: Options): Promise<number> {
  const { quick, json, page } = options;
  const design = quick ? quickDesign() : fullDesign(options.days);
  const buildings = HOUSE_IDS.slice(0, quick ? 1 : options.buildings);
  const seeds = Array.from({ length: quick ? 1 : options.seeds }, (_, i) => i + 1);
  const jobs = seeds.flatMap((seed) => buildings.map((building) => ({ building, seed, design })));
  const share = new Float64Array(jobs.length);
  const results: (readonly CellRow[])[] = [];
  const progress = startProgress(jobs.length * modelsOf(design), "models", json === true);
  if (!json) stderr.write(`${jobs.length * modelsOf(design)} models on ${buildings.length} houses and ${seeds.length} seeds\n`);
  const told = (job: CellTask, done: number) => {
    share[jobs.indexOf(job)] = done;
    progress.at(share.reduce((a, b) => a + b, 0) * modelsOf(design), `${job.building}, seed ${job.seed}`);
  };
  let stopped = false;
  try {
    await runPool<CellTask, readonly CellRow[]>({
      worker: new URL("./excitation-worker.ts", import.meta.url),
      jobs,
      threads: options.threads,
      signal: progress.signal,
      onProgress: told,
      onResult: (rows, job) => {
        told(job, 1);
        results[jobs.indexOf(job)] = rows;
        if (json) for (const row of rows) stdout.write(`${JSON.stringify(row)}\n`);
      },
    });
  } catch (e) {
    if (!progress.signal.aborted) throw e;
    stopped = true;
  } finally {
    progress.stop();
  }
  const rows = results.flat();
  // The year belongs to the reference house, and is not shortened: the quick form leaves it out.
  const years = quick || stopped ? [] : comfortYears(buildings[0]!, seeds);
  if (json) for (const row of years) stdout.write(`${JSON.stringify(row)}\n`);
  if (!json && rows.length > 0) {
    const summary = summarise(rows);
    stdout.write(
      `${[...tablesOf(summary), ...(years.length > 0 ? [envelopeTable(rows, buildings[0]!), yearTable(years)] : [])].map(plainText).join("\n\n")}\n\n` +
        `Mean over houses and seeds [95 % interval, two-stage bootstrap]; ${sizes(rows)}.\n`,
    );
  }
  if (page && !stopped) writeFileSync(page, pageText(rows, design, years));
  if (!stopped) return 0;
  stderr.write(`stopped; done: ${rows.length === 0 ? "nothing" : sizes(rows)}\n`);
  return 130;
}

/** The size of the sample in words. */
function sizes(rows: readonly CellRow[]): string {
  const houses = new Set(rows.map((r) => r.building)).size;
  const cells = new Set(rows.map((r) => `${r.building}/${r.seed}`)).size;
  const origins = rows[0]?.origins ?? 0;
  return `${houses} houses, ${cells} pairs of house and seed, ${rows[0]?.trainingRows ?? 0} training rows and ${origins} origins for each test policy`;
}
