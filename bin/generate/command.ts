/** `zonecast generate`: a data set from a plan. */
import { availableParallelism } from "node:os";
import process, { stderr, stdout } from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { type Clock, systemClock, ZonecastError } from "#domain";
import { EXAMPLE_PLAN, NAMED_PLANS, parseDatasetPlan, wholeReasons } from "#sim";
import { tellerFor } from "./progress.ts";
import { type RunOptions, run } from "./run.ts";
import { type Order, readOrder } from "./setting.ts";
import { workerCommand } from "./worker-command.ts";

interface Options {
  readonly out?: string;
  readonly workers: number;
  readonly resume?: true;
  readonly json?: true;
  readonly csv?: true;
  readonly shard?: { readonly i: number; readonly n: number };
  readonly example?: true;
  readonly archetype: readonly string[];
  readonly walker: readonly string[];
  readonly climate: readonly string[];
  readonly years: number;
  readonly buildings: number;
  readonly seed: number;
  readonly step: number;
}

const count = (text: string): number => {
  const value = Number(text);
  if (!(Number.isInteger(value) && value > 0)) throw new InvalidArgumentError("must be a whole number above 0");
  return value;
};
const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError("must be a whole number");
  return value;
};
const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("must be a positive number");
  return value;
};
const list = (text: string, before: readonly string[]): string[] => [...before, ...text.split(",").filter((s) => s !== "")];
const shard = (text: string): { i: number; n: number } => {
  const [i = Number.NaN, n = Number.NaN] = text.split("/").map(Number);
  if (!(Number.isInteger(i) && Number.isInteger(n) && i >= 0 && n > 0 && i < n))
    throw new InvalidArgumentError("must be i/n with i from 0 to n - 1, such as 0/4");
  return { i, n };
};

export const generateCommand = (): Command =>
  new Command("generate")
    .description("make a data set: many buildings, excited and under control, as Parquet files with manifest and data card")
    .argument("[plan]", `a plan (YAML or JSON), or the name of one: ${Object.keys(NAMED_PLANS).join(", ")}`)
    .option("--out <dir>", "the folder to fill")
    .option("--workers <n>", "threads", count, availableParallelism())
    .option("--resume", "keep the files that are there and make the others")
    .option("--shard <i/n>", "only every n-th file, from the i-th on: for job arrays", shard)
    .option("--csv", "a CSV beside every Parquet file")
    .option("--json", "JSON lines instead of a bar and words")
    .option("--example", "print a plan to begin with, and stop")
    .option("--archetype <names>", "short way, without a plan: archetypes such as DE.N.SFH.08", list, [])
    .option("--walker <kinds>", "short way: walkers of the heating power", list, [])
    .option("--climate <names>", "short way: climates", list, [])
    .option("--years <n>", "short way: length", positive, 1)
    .option("--buildings <n>", "short way: how many", count, 10)
    .option("--seed <n>", "short way: seed", whole, 1)
    .option("--step <s>", "short way: step in seconds", count, 900)
    .action((plan: string | undefined, options: Options) => generate(plan, options, systemClock))
    .addCommand(workerCommand());

async function generate(path: string | undefined, options: Options, clock: Clock): Promise<void> {
  if (options.example) {
    stdout.write(EXAMPLE_PLAN);
    return;
  }
  const { out } = options;
  if (out === undefined) throw new ZonecastError("bad-input", "no folder to fill", { hint: "give --out DIR" });
  const order = withCsv(path === undefined ? shortOrder(options) : readOrder(path), options.csv === true);
  await generateInto(
    { order, out, workers: options.workers, resume: options.resume === true, part: options.shard, clock },
    options.json === true,
  );
}

/** Runs, tells, and says how to go on when it was interrupted. */
async function generateInto(options: Omit<RunOptions, "stop">, json: boolean): Promise<void> {
  const { out } = options;
  const stop = new AbortController();
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    if (!json) stderr.write("\nfinishing the files that are under way; once more to leave at once\n");
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, interrupt);
  const reasons = wholeReasons(parseDatasetPlan(options.order.plan));
  if (reasons.length > 0 && !json) stderr.write(`step by step, which is slower than the kernel: ${reasons.join(", ")}\n`);
  const teller = tellerFor(stderr, json, options.clock);
  try {
    const outcome = await run({ ...options, stop: stop.signal }, (p) => teller.progress(p));
    teller.stop();
    const { kept, made, missing, elapsedS, manifest } = outcome;
    if (json)
      stdout.write(
        `${JSON.stringify({ event: "done", out, kept, made, missing, elapsedS, interrupted: stop.signal.aborted, rows: manifest?.rows ?? null, buildings: manifest?.buildings ?? null, nearCopies: manifest?.nearCopies.length ?? null })}\n`,
      );
    else if (manifest)
      stdout.write(
        `${manifest.fleet.length} buildings, ${manifest.rows} rows in ${out} (${kept} files kept, ${made} made in ${elapsedS.toFixed(1)} s); see ${out}/README.md\n`,
      );
    else stdout.write(`${made} files made, ${missing} of the plan's are missing; go on with the same command and --resume\n`);
    if (stop.signal.aborted) process.exitCode = 130;
  } finally {
    teller.stop();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
  }
}

const withCsv = (order: Order, csv: boolean): Order => {
  if (!csv) return order;
  const plan = parseDatasetPlan(order.plan);
  return { ...order, plan: { ...plan, output: { ...plan.output, csv: true } } };
};

const DAYS_A_YEAR = 365;

/** A plan from a few words: one archetype or several, walkers, climates, and houses that differ as houses do. */
function shortOrder({ archetype, walker, climate, years, buildings, seed, step }: Options): Order {
  if (archetype.length === 0)
    throw new ZonecastError("bad-input", "neither a plan nor an archetype", {
      hint: "generate plan.yaml, or generate --archetype DE.N.SFH.08",
    });
  const walkers = (walker.length > 0 ? walker : ["aprbs"]).map((kind) => ({ kind }));
  const plan = {
    name: "short",
    title: `${buildings} buildings of ${archetype.join(", ")}`,
    seed,
    days: Math.max(1, Math.round(years * DAYS_A_YEAR)),
    stepS: step,
    weather: (climate.length > 0 ? climate : ["central-europe"]).map((name) => ({ climate: name, seed })),
    buildings: {
      count: buildings,
      vary: {
        archetype: { kind: "choice", values: archetype },
        orientationDeg: { kind: "choice", values: [0, 90, 180, 270] },
        envelopeUScale: { kind: "log-normal", median: 1, spread: 0.25, min: 0.4, max: 2 },
        massScale: { kind: "log-normal", median: 1, spread: 0.3, min: 0.4, max: 2.5 },
        infiltrationPerH: { kind: "log-normal", median: 0.25, spread: 0.4, min: 0.05, max: 0.8 },
      },
    },
    operation: { excite: [{ control: "heatingPowerW", walkers }] },
  };
  return { plan, folder: "." };
}
