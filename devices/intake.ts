/** Messages on their way to the store: in batches, bounded, each settled only when its readings are kept. */
import { type Clock, errorLine, type Reading } from "#domain";

export interface IntakeOptions {
  readonly clock: Clock;
  readonly onReadings: (readings: readonly Reading[]) => Promise<void>;
  /** Messages that may wait for their turn before those that nobody acknowledges are shed, oldest first. */
  readonly queueLimit: number;
  /** The store failed, or works again (undefined). */
  readonly onProblem: (problem: string | undefined) => void;
}

/** Readings handed to the store in one call, at most (one message may exceed it). */
const BATCH_READINGS = 2_000;
/** Calls to the store under way at once: the next batch gathers while the last one commits. */
const CALLS = 4;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

export type Settled = "stored" | "shed";

export interface Intake {
  /**
   * Takes the readings of one message. `settled` is called once: `stored` after the commit, `shed` when the message was
   * dropped to make room. `mustKeep`: the sender waits for an acknowledgement, so the message is never shed.
   */
  offer(readings: readonly Reading[], mustKeep: boolean, settled: (how: Settled) => void): void;
  /** Resolves when everything offered so far is settled, or after `ms`. */
  drain(ms: number): Promise<void>;
  /** Messages waiting or with the store. */
  depth(): number;
  stop(): void;
}

interface Waiting {
  /** Order of arrival. */
  readonly serial: number;
  readonly readings: readonly Reading[];
  readonly settled: (how: Settled) => void;
}

/**
 * Batches form by themselves: what comes while calls are under way goes with the next call, so one message alone is
 * written at once and a flood is written in large groups. A failed call is tried again until it succeeds or `stop`.
 */
export function createIntake(options: IntakeOptions): Intake {
  // Two queues in order of arrival; a Set is one because it iterates in insertion order and deletes in constant time.
  const sheddable = new Set<Waiting>();
  const kept = new Set<Waiting>();
  let calls = 0;
  let scheduled = false;
  let stopped = false;
  let inFlight = 0;
  let serial = 0;
  const idle = new Set<() => void>();
  const asleep = new Set<() => void>();

  const depth = () => sheddable.size + kept.size + inFlight;

  function schedule(): void {
    if (scheduled || stopped || calls >= CALLS) return;
    scheduled = true;
    // After the packets of this turn of the event loop have been read.
    setImmediate(() => {
      scheduled = false;
      while (calls < CALLS && kept.size + sheddable.size > 0 && !stopped) void send(takeBatch());
    });
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        asleep.delete(wake);
        cancel();
        resolve();
      };
      const cancel = options.clock.after(ms, wake);
      asleep.add(wake);
    });

  /** First those whose senders wait; within a batch in the order of arrival, as of equal times the later arrival counts. */
  function takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let readings = 0;
    for (const queue of [kept, sheddable])
      for (const waiting of queue) {
        if (readings >= BATCH_READINGS) break;
        queue.delete(waiting);
        batch.push(waiting);
        readings += waiting.readings.length;
      }
    return batch.sort((a, b) => a.serial - b.serial);
  }

  async function send(batch: readonly Waiting[]): Promise<void> {
    calls++;
    inFlight += batch.length;
    const readings = batch.flatMap((w) => w.readings);
    for (let retryMs = FIRST_RETRY_MS; !stopped; retryMs = Math.min(2 * retryMs, LAST_RETRY_MS)) {
      try {
        await options.onReadings(readings);
        options.onProblem(undefined);
        for (const { settled } of batch) settled("stored");
        break;
      } catch (error) {
        options.onProblem(`readings cannot be stored: ${errorLine(error)}`);
        await pause(retryMs);
      }
    }
    calls--;
    inFlight -= batch.length;
    if (depth() === 0) {
      for (const done of idle) done();
      idle.clear();
    }
    schedule();
  }

  return {
    offer(readings, mustKeep, settled) {
      if (stopped) return;
      (mustKeep ? kept : sheddable).add({ serial: serial++, readings, settled });
      if (sheddable.size + kept.size > options.queueLimit) {
        const [oldest] = sheddable;
        if (oldest) {
          sheddable.delete(oldest);
          oldest.settled("shed");
        }
      }
      schedule();
    },
    async drain(ms) {
      if (depth() === 0) return;
      const empty = new Promise<void>((resolve) => void idle.add(resolve));
      await Promise.race([empty, pause(ms)]);
    },
    depth,
    stop() {
      stopped = true;
      sheddable.clear();
      kept.clear();
      for (const wake of [...asleep]) wake();
    },
  };
}
