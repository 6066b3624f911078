/** Waits for what other processes do: asks again until it is so, and says what it last saw when it never is. */
import { setTimeout as sleep } from "node:timers/promises";

/** Thrown by what is asked when it can never become so: ends the waiting at once. */
export class Hopeless extends Error {}

/**
 * The first value of `look` that is neither undefined nor false, asked every 20 ms; an error of `look` counts as not yet.
 * Throws after `withinMs` with `what` and that error.
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    let last = "";
    try {
      const value = await look();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      last = `: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}${last}`);
    await sleep(20);
  }
}
