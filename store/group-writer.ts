/** Group commit: many small writes become few synced transactions, and each is acknowledged only when its own is through. */
import { type Clock, type Reading, ZonecastError } from "#domain";
import { checkReadings } from "./batch.ts";

export interface GroupOptions {
  readonly clock: Clock;
  /** Writes one group durably. */
  readonly commit: (readings: readonly Reading[]) => Promise<void>;
  /** Least time between the starts of two small groups, ms. Default 50. */
  readonly everyMs?: number;
  /** So many waiting readings start a group at once. Default 500. */
  readonly startRows?: number;
  /** The most readings of one group. Default 5,000. */
  readonly groupRows?: number;
  /** So many readings may wait; a single larger write is taken when nothing waits. Default 200,000. */
  readonly limitRows?: number;
}

export interface GroupWriter {
  /** Resolves when all `readings` are committed. Rejects with `store-full`, `bad-input`, or as `commit` does. */
  write(readings: readonly Reading[]): Promise<void>;
  /** Commits what waits and refuses what comes. */
  close(): Promise<void>;
}

interface Waiting {
  readonly readings: readonly Reading[];
  /** How many of them are in a group already. */
  taken: number;
  resolve(): void;
  reject(error: unknown): void;
}

export function groupWriter(options: GroupOptions): GroupWriter {
  const { clock, commit, everyMs = 50, startRows = 500, groupRows = 5_000, limitRows = 200_000 } = options;
  const queue: Waiting[] = [];
  let rows = 0;
  let running: Promise<void> | undefined;
  let callOff: (() => void) | undefined;
  let lastStart = Number.NEGATIVE_INFINITY;
  let closed = false;

  /** The next group, and the writes that have a part in it. */
  function take(): { group: Reading[]; writes: Waiting[] } {
    const group: Reading[] = [];
    const writes: Waiting[] = [];
    for (const waiting of queue) {
      const part = waiting.readings.slice(waiting.taken, waiting.taken + groupRows - group.length);
      waiting.taken += part.length;
      for (const reading of part) group.push(reading);
      writes.push(waiting);
      if (group.length === groupRows) break;
    }
    return { group, writes };
  }

  /** Takes `writes`, which head the queue, out of it. */
  function leave(writes: readonly Waiting[]): void {
    queue.splice(0, writes.length);
    for (const waiting of writes) rows -= waiting.readings.length;
  }

  async function runGroup(): Promise<void> {
    lastStart = clock.now();
    const { group, writes } = take();
    try {
      await commit(group);
      const whole = writes.filter((waiting) => waiting.taken === waiting.readings.length);
      leave(whole);
      for (const waiting of whole) waiting.resolve();
    } catch (error) {
      // Writing again what was written already changes nothing, so a write that failed in part may be repeated as a whole.
      leave(writes);
      for (const waiting of writes) waiting.reject(error);
    }
  }

  function schedule(): void {
    if (running || queue.length === 0) return;
    const waitMs = closed || rows >= startRows ? 0 : lastStart + everyMs - clock.now();
    if (waitMs > 0) {
      callOff ??= clock.after(waitMs, () => {
        callOff = undefined;
        start();
      });
    } else start();
  }

  function start(): void {
    if (running) return;
    callOff?.();
    callOff = undefined;
    running = runGroup().finally(() => {
      running = undefined;
      schedule();
    });
  }

  return {
    async write(readings) {
      if (closed) throw new ZonecastError("store-failed", "the store is closed");
      if (readings.length === 0) return;
      checkReadings(readings);
      if (rows > 0 && rows + readings.length > limitRows)
        throw new ZonecastError("store-full", `${rows} readings wait to be written, and no more than ${limitRows} may`, {
          retry: true,
          hint: "the disk does not keep up; send them again later",
        });
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      queue.push({ readings, taken: 0, resolve, reject });
      rows += readings.length;
      schedule();
      return promise;
    },

    async close() {
      closed = true;
      schedule();
      while (queue.length > 0 || running) await (running ?? start());
    },
  };
}
