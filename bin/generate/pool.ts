/** Threads that share the shards: each takes the next one when it is done. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type ErrorCode, ZonecastError } from "#domain";
import type { FromWorker, WorkerInput } from "./shard-worker.ts";

export interface PoolEvents {
  building(): void;
  shard(index: number, rows: number, bytes: number): void;
}

/**
 * Makes the shards of `indices`. When `stop` is aborted no further one is begun. Rejects with the first fault, after the shards
 * that were under way.
 */
export async function makeShards(
  indices: readonly number[],
  workers: number,
  input: Omit<WorkerInput, "aside">,
  events: PoolEvents,
  stop: AbortSignal,
): Promise<void> {
  const queue = [...indices];
  let fault: ZonecastError | undefined;
  const one = (n: number) =>
    new Promise<void>((resolve) => {
      const workerData: WorkerInput = { ...input, aside: `${process.pid}-${n}` };
      const worker = new Worker(join(import.meta.dirname, "shard-worker.ts"), { workerData });
      let now = -1;
      const next = () => {
        const index = stop.aborted || fault ? undefined : queue.shift();
        if (index === undefined) {
          void worker.terminate().then(() => resolve());
          return;
        }
        now = index;
        worker.postMessage(index);
      };
      worker.on("message", (message: FromWorker) => {
        if (message.kind === "building") events.building();
        else if (message.kind === "shard") {
          events.shard(message.index, message.rows, message.bytes);
          next();
        } else {
          fault ??= new ZonecastError(message.code as ErrorCode, message.line);
          next();
        }
      });
      worker.on("error", (e) => {
        fault ??= new ZonecastError("bug", `a worker failed at shard ${now}: ${e instanceof Error ? e.message : String(e)}`, {
          cause: e,
        });
        resolve();
      });
      next();
    });
  await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, indices.length)) }, (_, n) => one(n)));
  if (fault) throw fault;
}
