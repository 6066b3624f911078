/** Runs a plan: what is there already is kept, the rest is made, and when nothing is missing the data set is finished. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Clock, ZonecastError } from "#domain";
import type { Manifest } from "#sim";
import { writeWhole } from "#store";
import { finish } from "./finish.ts";
import { finishedShard } from "./make-shard.ts";
import { makeShards } from "./pool.ts";
import { type Order, type Setting, settingOf } from "./setting.ts";

export interface RunOptions {
  readonly order: Order;
  readonly out: string;
  readonly workers: number;
  /** Keep what is there of the same plan; without it the folder must be empty. */
  readonly resume: boolean;
  /** This machine's part: shard k is its own when k mod n is i. */
  readonly part?: { readonly i: number; readonly n: number } | undefined;
  readonly stop: AbortSignal;
  readonly clock: Clock;
}

/** Progress of a run; `leftS` is NaN before anything is made. */
export interface Progress {
  readonly shardsDone: number;
  readonly shards: number;
  readonly buildingsDone: number;
  readonly buildings: number;
  readonly rows: number;
  readonly bytes: number;
  readonly buildingsPerS: number;
  readonly leftS: number;
  /** The shard that was just finished. */
  readonly shard?: string;
}

export interface Outcome {
  readonly kept: number;
  readonly made: number;
  /** Shards of the whole plan that are still missing, whoever makes them. */
  readonly missing: number;
  readonly elapsedS: number;
  readonly manifest: Manifest | undefined;
}

/** Throws `bad-file` for a folder that holds something else, and what makes a shard or a file fail. */
export async function run(options: RunOptions, onProgress: (progress: Progress) => void): Promise<Outcome> {
  const { out, part, stop, clock } = options;
  const setting = settingOf(options.order);
  prepareFolder(setting, out, options.resume);
  const own = setting.shards.filter((s) => !part || s.index % part.n === part.i);
  const todo = own.filter((s) => !(options.resume && finishedShard(setting, out, s)));
  const kept = own.length - todo.length;
  const buildings = todo.reduce((sum, s) => sum + s.buildings.length, 0);
  const startedAt = clock.now();
  let [made, buildingsDone, rows, bytes] = [0, 0, 0, 0];
  const report = (shard?: string) => {
    const elapsedS = (clock.now() - startedAt) / 1000;
    onProgress({
      shardsDone: kept + made,
      shards: own.length,
      buildingsDone,
      buildings,
      rows,
      bytes,
      buildingsPerS: buildingsDone / elapsedS,
      leftS: (elapsedS / buildingsDone) * (buildings - buildingsDone),
      ...(shard === undefined ? {} : { shard }),
    });
  };
  const making = makeShards(
    todo.map((s) => s.index),
    options.workers,
    { order: options.order, out },
    {
      building() {
        buildingsDone++;
        report();
      },
      shard(index, shardRows, shardBytes) {
        made++;
        rows += shardRows;
        bytes += shardBytes;
        report(setting.shards[index]?.name);
      },
    },
    stop,
  );
  await making.catch((e: unknown) => {
    // A plan that cannot be run must not keep the mended one out of the folder.
    if (!existsSync(join(out, "data"))) rmSync(join(out, MARK), { force: true });
    throw e;
  });
  const records = setting.shards.map((s) => finishedShard(setting, out, s));
  const missing = records.filter((r) => r === undefined).length;
  const whole = records.filter((r) => r !== undefined);
  const manifest = missing === 0 ? finish(setting, out, whole, String(process.pid)) : undefined;
  return { kept, made, missing, elapsedS: (clock.now() - startedAt) / 1000, manifest };
}

const MARK = "plan.sha256";

/** Makes the folder and marks it with the plan, or checks that it is this plan's. */
export function prepareFolder(setting: Setting, out: string, resume: boolean): void {
  const mark = join(out, MARK);
  const line = `${setting.planSha256} ${setting.codeVersion}\n`;
  try {
    makeFolder(out);
  } catch (e) {
    throw new ZonecastError("bad-file", `cannot make the folder ${out}: ${e instanceof Error ? e.message : String(e)}`, {
      cause: e,
    });
  }
  if (existsSync(mark)) {
    if (readFileSync(mark, "utf8") !== line)
      throw new ZonecastError("bad-file", `${out} holds the data of another plan or version`, { hint: "give another folder" });
    if (!resume)
      throw new ZonecastError("bad-file", `${out} holds data of this plan already`, { hint: "--resume goes on where it ended" });
    return;
  }
  writeWhole(mark, line);
}

/** Level by level: asked for all at once, Node never comes back where a file system such as /proc makes no folders. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw new Error("there is a file of that name");
    return;
  }
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (e) {
    // Another machine on the same plan was quicker.
    if (!(e instanceof Error && "code" in e && e.code === "EEXIST")) throw e;
  }
}
