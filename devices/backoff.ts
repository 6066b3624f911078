/** How long to wait before trying a lost connection again. */
import type { Random } from "#domain";

const FIRST_MS = 1_000;
const LAST_MS = 60_000;

/** Doubles from 1 s to 60 s; half of each wait is chance, so that many clients do not come back in step. */
export function backoff(random: Random): { next(): number; reset(): void } {
  let ms = FIRST_MS;
  return {
    next() {
      const wait = ms * (0.5 + 0.5 * random.uniform());
      ms = Math.min(2 * ms, LAST_MS);
      return Math.max(FIRST_MS, wait);
    },
    reset() {
      ms = FIRST_MS;
    },
  };
}
