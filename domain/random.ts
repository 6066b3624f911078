/** Chance is handed in: seeded streams, named by what they are for. Same seed and name, same numbers, on any machine. */

export interface Random {
  /** Uniform in [0, 1), 32 bits of it. */
  uniform(): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** Whole number in [0, n), n >= 1. */
  below(n: number): number;
}

const FNV_START = 0x811c9dc5;

/** FNV-1a over more text. */
function fnv(h: number, text: string): number {
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/** The finaliser of MurmurHash3 (Appleby 2011), so that near names part. */
function finished(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 32-bit hash of a text: FNV-1a, then the finaliser of MurmurHash3. */
export const hash32 = (text: string): number => finished(fnv(FNV_START, text));

/**
 * The stream called `name` under `seed`. Streams of different names are independent for our purposes, so adding a
 * stream never changes another one.
 */
export const stream = (seed: number, name: string): Random => streamsOf(seed, name)("");

/** Many streams whose names begin alike: `streamsOf(seed, "a/")("b")` is `stream(seed, "a/b")`. */
export function streamsOf(seed: number, prefix: string): (rest: string) => Random {
  const first = fnv(FNV_START, `${seed}/${prefix}`);
  const second = fnv(FNV_START, prefix);
  return (rest) => sfc32(finished(fnv(first, rest)), finished(fnv(second, `${rest}/${seed}`)), seed);
}

/** sfc32 (Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush. Twelve rounds mix the seed in. */
function sfc32(first: number, second: number, seed: number): Random {
  const state = Int32Array.of(first, second, seed, 1);
  const uniform = (): number => {
    const b = state[1]!;
    const c = state[2]!;
    const counter = state[3]!;
    const t = (((state[0]! + b) | 0) + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + t) | 0;
    state[3] = (counter + 1) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) uniform();
  let spare: number | undefined;
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
