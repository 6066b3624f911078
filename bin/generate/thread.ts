/** One thread that makes shards, one after the other. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type ErrorCode, ZonecastError } from "#domain";
import type { FromWorker, WorkerInput } from "./shard-worker.ts";

export interface Made {
  readonly rows: number;
  readonly bytes: number;
}

export interface ShardThread {
  /** Makes the shard; one at a time. Rejects with what made it fail. */
  make(index: number, onBuilding?: () => void): Promise<Made>;
  end(): Promise<void>;
}

/** Starts the thread. `number` tells it from the others of this process. */
export function startThread(input: Omit<WorkerInput, "aside">, number: number): ShardThread {
  const workerData: WorkerInput = { ...input, aside: `${process.pid}-${number}` };
  const worker = new Worker(join(import.meta.dirname, "shard-worker.ts"), { workerData });
  let waiting: { resolve(made: Made): void; reject(fault: unknown): void; onBuilding?: (() => void) | undefined } | undefined;
  const settle = (how: (w: NonNullable<typeof waiting>) => void) => {
    const own = waiting;
    waiting = undefined;
    if (own) how(own);
  };
  worker.on("message", (message: FromWorker) => {
    if (message.kind === "building") waiting?.onBuilding?.();
    else if (message.kind === "shard") settle((w) => w.resolve({ rows: message.rows, bytes: message.bytes }));
    else settle((w) => w.reject(new ZonecastError(message.code as ErrorCode, message.line)));
  });
  worker.on("error", (e) => {
    const what = e instanceof Error ? e.message : String(e);
    settle((w) => w.reject(new ZonecastError("bug", `a thread failed: ${what}`, { cause: e })));
  });
  return {
    make: (index, onBuilding) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject, onBuilding };
        worker.postMessage(index);
      }),
    async end() {
      await worker.terminate();
    },
  };
}
