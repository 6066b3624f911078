/** `zonecast generate worker`: one of many processes that make a data set together. */
import process, { env, stderr, stdout } from "node:process";
import { Command } from "commander";
import { systemClock, ZonecastError } from "#domain";
import { workQueue } from "./queue.ts";
import { readOrder } from "./setting.ts";

interface Options {
  readonly out?: string;
  readonly database?: string;
  readonly workers: number;
}

export const workerCommand = (): Command =>
  new Command("worker")
    .description(
      "take shards of the plan from a queue in PostgreSQL until all are made; start it on as many machines as you like",
    )
    .argument("<plan>", "a plan, the same for all")
    .option("--database <url>", "postgresql://…; ZONECAST_DATABASE_URL when left out")
    .addHelpText("after", "\nand --out and --workers of generate: the folder is the same for all")
    // Options that generate has too are read by generate.
    .action((plan: string, _options: unknown, command: Command) => work(plan, command.optsWithGlobals<Options>()));

async function work(plan: string, { out, workers, database = env.ZONECAST_DATABASE_URL }: Options): Promise<void> {
  if (!database) throw new ZonecastError("bad-config", "no database", { hint: "give --database or ZONECAST_DATABASE_URL" });
  if (out === undefined) throw new ZonecastError("bad-input", "no folder to fill", { hint: "give --out DIR" });
  const stop = new AbortController();
  const interrupt = () => (stop.signal.aborted ? process.exit(130) : stop.abort());
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, interrupt);
  const manifest = await workQueue(
    { order: readOrder(plan), out, database, workers, stop: stop.signal, clock: systemClock },
    (shard, done, of) => stderr.write(`${JSON.stringify({ event: "progress", shard, shardsDone: done, shards: of })}\n`),
  );
  stdout.write(`${JSON.stringify({ event: "done", out, rows: manifest?.rows ?? null, interrupted: stop.signal.aborted })}\n`);
  process.exit(stop.signal.aborted ? 130 : 0);
}
