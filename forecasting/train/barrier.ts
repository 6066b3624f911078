/** Where worker threads wait for each other: never longer than a limit, so that a dead one does not hold the others for ever. */
import { ZonecastError } from "#domain";

/** Words of an Int32Array on shared memory that a barrier needs. */
export const BARRIER_WORDS = 2;

/**
 * Waits until `parties` threads have called with the same words. `words` are two zeros at first. Throws `cancelled` when the
 * others do not come within `limitMs`: one of them has died or hangs.
 */
export function meet(words: Int32Array, parties: number, limitMs: number): void {
  const generation = Atomics.load(words, 1);
  if (Atomics.add(words, 0, 1) === parties - 1) {
    Atomics.store(words, 0, 0);
    Atomics.add(words, 1, 1);
    Atomics.notify(words, 1);
    return;
  }
  while (Atomics.load(words, 1) === generation)
    if (Atomics.wait(words, 1, generation, limitMs) === "timed-out")
      throw new ZonecastError("cancelled", `another worker did not answer for ${limitMs / 1000} s`, {
        hint: "start again with --resume, perhaps with fewer workers",
      });
}
