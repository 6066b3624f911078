/** A clock that runs faster than the machine's, until it has caught up with it. */
import type { Clock } from "#domain";

/**
 * Starts at `fromTs` (UTC ms, not after now) and runs `speed` times as fast; from when it reaches the machine's time the two
 * are one. Timers keep the machine's pace.
 */
export function fastClock(clock: Clock, fromTs: number, speed: number): Clock {
  const startedAt = clock.now();
  return { ...clock, now: () => Math.min(clock.now(), fromTs + (clock.now() - startedAt) * speed) };
}
