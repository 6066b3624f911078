/** Puts the messages of one edge node back into the order of their sequence numbers, and knows when one is lost. */

/** How long a missing message may be late, ms: "as little as a couple of seconds" (Sparkplug 3.0, message ordering). */
export const REORDER_MS = 2_000;
/** More are not held back: a gap this long is no disorder. */
const MAX_HELD = 64;

export interface Order<T> {
  /** A birth with this number starts a session; returns what was still held of the one before, in order. */
  start(seq: number): T[];
  /** Takes a message received at `at` (UTC ms); returns those whose turn it is. A repeated one is dropped. */
  take(seq: number, message: T, at: number): T[];
  /** When the missing one is overdue at `now`: gives it up and returns what was held, in order. */
  overdue(now: number): T[];
  /** Whether messages are held. */
  waits(): boolean;
  /** A message was lost in this session: from then on messages are taken as they come. */
  lost(): boolean;
}

export function createOrder<T>(): Order<T> {
  let expected = 0;
  let lost = false;
  let since: number | undefined;
  const held = new Map<number, T>();

  const after = (seq: number): number => (seq + 1) % 256;

  function release(): T[] {
    const ahead = ([seq]: [number, T]) => (seq - expected + 256) % 256;
    const messages = [...held].sort((a, b) => ahead(a) - ahead(b)).map(([, message]) => message);
    held.clear();
    since = undefined;
    return messages;
  }

  return {
    start(seq) {
      const left = release();
      expected = after(seq);
      lost = false;
      return left;
    },
    take(seq, message, at) {
      if (lost) return [message];
      if (after(seq) === expected || held.has(seq)) return [];
      if (seq !== expected) {
        held.set(seq, message);
        since ??= at;
        return [];
      }
      const due = [message];
      for (expected = after(expected); held.has(expected); expected = after(expected)) {
        const next = held.get(expected);
        held.delete(expected);
        if (next !== undefined) due.push(next);
      }
      since = held.size > 0 ? at : undefined;
      return due;
    },
    overdue(now) {
      // A clock that was set back does not make anybody wait longer.
      if (since === undefined || (now >= since && now - since < REORDER_MS && held.size <= MAX_HELD)) return [];
      lost = true;
      return release();
    },
    waits: () => since !== undefined,
    lost: () => lost,
  };
}
