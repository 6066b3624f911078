/** Chance is handed in: seeded streams, named by what they are for. Same seed and name, same numbers, on any machine. */

export interface Random {
  /** Uniform in [0, 1), 32 bits of it. */
  uniform(): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** Whole number in [0, n), n >= 1. */
  below(n: number): number;
}

/** 32-bit hash of a text: FNV-1a, then the finaliser of MurmurHash3 (Appleby 2011) so that near names part. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The stream called `name` under `seed`. Streams of different names are independent for our purposes, so adding a
 * stream never changes another one.
 */
export function stream(seed: number, name: string): Random {
  // sfc32 (Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush. Twelve rounds mix the seed in.
  let a = hash32(`${seed}/${name}`);
  let b = hash32(`${name}/${seed}`);
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  let spare: number | undefined;
  const uniform = () => next() / 4294967296;
  return {
    uniform,
    below: (n) => Math.floor(uniform() * n),
    normal() {
      if (spare !== undefined) {
        const kept = spare;
        spare = undefined;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}
