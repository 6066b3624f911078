/** Chance that belongs to a moment: the n-th number of a named stream, asked for in any order. */
import { hash32 } from "#domain";

export interface Chance {
  /** Uniform in [0, 1) for whole number `n`. */
  uniform(n: number): number;
  /** Standard normal for whole number `n`. */
  normal(n: number): number;
}

/** The stream called `name` under `seed`. A counter hashed with MurmurHash3's finaliser (Appleby 2011): no state, so any order. */
export function chance(seed: number, name: string): Chance {
  const key = hash32(`${seed}/${name}`);
  const other = hash32(`${name}/${seed}`);
  const uniformOf = (k: number, n: number) => {
    // Minutes since 1970 pass 2^32 in the year 10136.
    let h = k ^ Math.imul(n | 0, 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
  };
  return {
    uniform: (n) => uniformOf(key, n),
    // Box and Muller 1958.
    normal: (n) => Math.sqrt(-2 * Math.log(1 - uniformOf(key, n))) * Math.cos(2 * Math.PI * uniformOf(other, n)),
  };
}
