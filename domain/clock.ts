/** Time is handed in. This file is the only place that asks the machine what time it is. */

export interface Clock {
  /** UTC ms. */
  now(): number;
  /** Calls `fn` once after `ms`; the returned function calls it off. */
  after(ms: number, fn: () => void): () => void;
  /** Calls `fn` every `ms`; the returned function ends it. */
  every(ms: number, fn: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
  every(ms, fn) {
    const timer = setInterval(fn, ms);
    return () => clearInterval(timer);
  },
};

/** A clock for tests: it stands still until `advance` is called, and then runs what became due, in order. */
export function manualClock(startTs = 0): Clock & { advance(ms: number): void } {
  let now = startTs;
  let serial = 0;
  const due = new Map<number, { at: number; everyMs: number | undefined; fn: () => void }>();
  const add = (ms: number, everyMs: number | undefined, fn: () => void) => {
    const id = serial++;
    due.set(id, { at: now + ms, everyMs, fn });
    return () => void due.delete(id);
  };
  return {
    now: () => now,
    after: (ms, fn) => add(ms, undefined, fn),
    every: (ms, fn) => add(ms, Math.max(1, ms), fn),
    advance(ms) {
      const end = now + ms;
      for (;;) {
        let next: [number, { at: number; everyMs: number | undefined; fn: () => void }] | undefined;
        for (const entry of due) if (entry[1].at <= end && (!next || entry[1].at < next[1].at)) next = entry;
        if (!next) break;
        const [id, task] = next;
        now = Math.max(now, task.at);
        if (task.everyMs === undefined) due.delete(id);
        else task.at += task.everyMs;
        task.fn();
      }
      now = end;
    },
  };
}
