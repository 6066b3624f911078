/** Shards as jobs in PostgreSQL: any number of processes on any number of machines take them, and a dead one's come back. */
import { PgBoss } from "pg-boss";
import { type Clock, oneLine, ZonecastError } from "#domain";
import type { Manifest, ShardRecord } from "#sim";
import { finish } from "./finish.ts";
import { finishedShard } from "./make-shard.ts";
import { prepareFolder } from "./run.ts";
import { type Order, settingOf, sha256 } from "./setting.ts";
import { startThread } from "./thread.ts";

export interface QueueOptions {
  readonly order: Order;
  /** The same folder for all, mounted on each machine. */
  readonly out: string;
  /** `postgresql://…` */
  readonly database: string;
  readonly workers: number;
  readonly stop: AbortSignal;
  readonly clock: Clock;
}

interface Job {
  readonly index: number;
}

/** A process that says nothing for so long is dead, and its shard goes to another: the least that the queue allows. */
const HEARTBEAT_S = 10;
const LOOK_EVERY_MS = 1_000;
/** A shard that takes longer than this is given to another as well; both make the same file. */
const EXPIRE_S = 6 * 3_600;
const RETRIES = 50;

/**
 * Works until every shard of the plan is there, then finishes the data set; several that do so write the same bytes. Leaves early
 * when `stop` is aborted, after the shards under way. Throws `store-failed` for a database that does not answer.
 */
export async function workQueue(
  options: QueueOptions,
  onShard: (name: string, done: number, of: number) => void,
): Promise<Manifest | undefined> {
  const { order, out, stop, clock } = options;
  const setting = settingOf(order);
  prepareFolder(setting, out, true);
  const queue = `zonecast-shards-${sha256(`${setting.planSha256} ${setting.codeVersion}`).slice(0, 16)}`;
  const boss = new PgBoss({
    connectionString: options.database,
    schema: "zonecast_jobs",
    schedule: false,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    max: 2 + options.workers,
  });
  // Told by the calls that fail; without a listener the process would end.
  boss.on("error", () => {});
  try {
    await boss.start();
    await boss.createQueue(queue, {
      heartbeatSeconds: HEARTBEAT_S,
      expireInSeconds: EXPIRE_S,
      retryLimit: RETRIES,
      deleteAfterSeconds: 0,
    });
  } catch (e) {
    throw new ZonecastError("store-failed", oneLine(`the queue does not answer: ${e instanceof Error ? e.message : String(e)}`), {
      cause: e,
    });
  }
  const records = new Map<number, ShardRecord>();
  /** Looks for those that were not there before: what is whole stays whole. */
  const missing = (): number[] =>
    setting.shards.flatMap((shard, index) => {
      const record = records.get(index) ?? finishedShard(setting, out, shard);
      if (record) records.set(index, record);
      return record ? [] : [index];
    });
  // Ids follow from the shard, so that the second to come adds nothing.
  await boss.insert(
    queue,
    missing().map((index) => ({ id: uuidOf(`${queue} ${index}`), data: { index } satisfies Job })),
  );

  const faults: unknown[] = [];
  const threads = Array.from({ length: options.workers }, (_, n) => startThread({ order, out }, n));
  for (const thread of threads)
    await boss.work<Job>(queue, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async (jobs) => {
      for (const { data } of jobs) {
        const shard = setting.shards[data.index];
        if (!shard || finishedShard(setting, out, shard)) continue;
        try {
          await thread.make(data.index);
          onShard(shard.name, setting.shards.length - missing().length, setting.shards.length);
        } catch (e) {
          faults.push(e);
          throw e;
        }
      }
    });
  try {
    while (!stop.aborted && faults.length === 0 && missing().length > 0)
      await new Promise<void>((resolve) => void clock.after(LOOK_EVERY_MS, resolve));
  } finally {
    await boss.stop({ graceful: true, timeout: EXPIRE_S * 1000 });
    await Promise.all(threads.map((thread) => thread.end()));
  }
  if (faults.length > 0) throw faults[0];
  if (missing().length > 0) return undefined;
  return finish(
    setting,
    out,
    setting.shards.flatMap((s) => records.get(s.index) ?? []),
    `${process.pid}-finish`,
  );
}

/** A version-8 UUID made of a text's hash. */
function uuidOf(text: string): string {
  const h = sha256(text);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
