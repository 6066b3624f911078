/** Rejections on their way out: equal ones folded into one with a count, so that a flood of bad messages stays small. */
import type { Clock, Rejection } from "#domain";

const FLUSH_MS = 1_000;
/** Different (topic, reason) pairs held until the next flush; more are counted with the last one of their reason. */
const MAX_HELD = 1_000;

export interface Rejections {
  add(rejection: Rejection): void;
  flush(): void;
  stop(): void;
}

/** Hands what came in to `onRejections` once a second. Of equal ones the newest stands for all. */
export function foldRejections(clock: Clock, onRejections: (rejections: readonly Rejection[]) => void): Rejections {
  const held = new Map<string, Rejection>();
  const flush = (): void => {
    if (held.size === 0) return;
    const rejections = [...held.values()];
    held.clear();
    onRejections(rejections);
  };
  const cancel = clock.every(FLUSH_MS, flush);
  return {
    add(rejection) {
      const full = held.size >= MAX_HELD;
      const exact = `${rejection.reason} ${rejection.topic}`;
      const key = full && !held.has(exact) ? rejection.reason : exact;
      const before = held.get(key);
      held.set(key, { ...rejection, count: rejection.count + (before?.count ?? 0) });
    },
    flush,
    stop() {
      cancel();
      flush();
    },
  };
}
