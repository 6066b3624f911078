/** Draws that several walkers need: from lists, log-uniform, Poisson, and shuffled decks. */
import type { Random } from "#domain";

/** One of `choices`, each as likely. `choices` is not empty. */
export function oneOf(random: Random, choices: readonly number[]): number {
  return choices[random.below(choices.length)] ?? Number.NaN;
}

/** A number in [low, high] whose logarithm is uniform; 0 < low <= high. */
export function logUniform(random: Random, low: number, high: number): number {
  return Math.min(high, low * (high / low) ** random.uniform());
}

/** exp(-x) is far from the smallest double up to here. */
const PRODUCT_MEAN = 30;

/** Poisson-distributed whole number of mean `mean` >= 0: Knuth's product, in parts for large means, which add up (TAOCP 2, 3.4.1 F). */
export function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let rest = mean; rest > 0; rest -= PRODUCT_MEAN) {
    const limit = Math.exp(-Math.min(rest, PRODUCT_MEAN));
    for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  }
  return count;
}

/** Draws from 0..size-1 without putting back; a used-up deck is shuffled anew (Fisher and Yates), so every card comes equally often. */
export function deck(random: Random, size: number): () => number {
  const cards = Array.from({ length: size }, (_, i) => i);
  let left = 0;
  return () => {
    if (left === 0) left = size;
    const at = random.below(left--);
    const card = cards[at] ?? 0;
    cards[at] = cards[left] ?? 0;
    cards[left] = card;
    return card;
  };
}
