/** How much one client of the embedded broker may send, and how much the broker keeps for all of them. */
import type { Clock } from "#domain";

export interface Pace {
  /** Calls `go` when it is this message's turn, at once where the client is within its rate. */
  take(go: () => void): void;
  /** Whatever waits has its turn now: nothing follows any more. */
  flush(): void;
  stop(): void;
}

/**
 * Holds back what comes faster than `perSecond`, in order; a second's worth may come at once. Nothing is lost: a client whose
 * messages wait is not read on.
 */
export function createPace(clock: Clock, perSecond: number): Pace {
  let allowance = perSecond;
  let lookedAt = clock.now();
  let waiting: (() => void)[] = [];
  let cancel: (() => void) | undefined;

  function refill(): void {
    const now = clock.now();
    // A clock that was set back gives nothing and takes nothing.
    allowance = Math.min(perSecond, allowance + (Math.max(0, now - lookedAt) * perSecond) / 1_000);
    lookedAt = now;
  }

  function serve(): void {
    cancel = undefined;
    refill();
    const due = waiting.splice(0, Math.floor(allowance));
    allowance -= due.length;
    if (waiting.length > 0) later();
    for (const go of due) go();
  }

  function stop(): void {
    cancel?.();
    cancel = undefined;
    waiting = [];
  }

  const later = (): void => {
    cancel ??= clock.after(Math.max(1, Math.ceil(((1 - allowance) * 1_000) / perSecond)), serve);
  };

  return {
    take(go) {
      refill();
      if (waiting.length === 0 && allowance >= 1) {
        allowance--;
        go();
        return;
      }
      waiting.push(go);
      later();
    },
    flush() {
      const due = waiting;
      stop();
      for (const go of due) go();
    },
    stop,
  };
}

export interface RetainedLimits {
  readonly topics: number;
  readonly bytes: number;
}

/** What is retained, counted by topic. `admit` is false for a message that there is no room for. */
export function createRetained({ topics, bytes }: RetainedLimits): { admit(topic: string, size: number): boolean } {
  const sizes = new Map<string, number>();
  let total = 0;
  return {
    admit(topic, size) {
      const before = sizes.get(topic) ?? 0;
      if (size === 0) {
        total -= before;
        sizes.delete(topic);
        return true;
      }
      const now = size + topic.length;
      if (total - before + now > bytes || (!sizes.has(topic) && sizes.size >= topics)) return false;
      total += now - before;
      sizes.set(topic, now);
      return true;
    },
  };
}
