/** Threads that share the shards: each takes the next one when it is done. */
import type { WorkerInput } from "./shard-worker.ts";
import { startThread } from "./thread.ts";

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
  const faults: unknown[] = [];
  const one = async (n: number): Promise<void> => {
    const thread = startThread(input, n);
    try {
      for (;;) {
        const index = stop.aborted || faults.length > 0 ? undefined : queue.shift();
        if (index === undefined) return;
        const { rows, bytes } = await thread.make(index, () => events.building());
        events.shard(index, rows, bytes);
      }
    } catch (e) {
      faults.push(e);
    } finally {
      await thread.end();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, indices.length) }, (_, n) => one(n)));
  if (faults.length > 0) throw faults[0];
}
