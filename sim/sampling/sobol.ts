/** Sobol points: low-discrepancy numbers that fill a cube evenly from the first on. */
import { type Random, ZonecastError } from "#domain";

/** Primitive polynomials (degree, inner coefficients) and first direction numbers of dimensions 2 to 21: Joe and Kuo 2008. */
const JOE_KUO: readonly (readonly [degree: number, coefficients: number, ...m: number[]])[] = [
  [1, 0, 1],
  [2, 1, 1, 3],
  [3, 1, 1, 3, 1],
  [3, 2, 1, 1, 1],
  [4, 1, 1, 1, 3, 3],
  [4, 4, 1, 3, 5, 13],
  [5, 2, 1, 1, 5, 5, 17],
  [5, 4, 1, 1, 5, 5, 5],
  [5, 7, 1, 1, 7, 11, 19],
  [5, 11, 1, 1, 5, 1, 1],
  [5, 13, 1, 1, 1, 3, 11],
  [5, 14, 1, 3, 5, 5, 31],
  [6, 1, 1, 3, 3, 9, 7, 49],
  [6, 13, 1, 1, 1, 15, 21, 21],
  [6, 16, 1, 3, 1, 13, 27, 49],
  [6, 19, 1, 1, 1, 15, 7, 5],
  [6, 22, 1, 3, 1, 15, 13, 25],
  [6, 25, 1, 1, 5, 5, 19, 61],
  [7, 1, 1, 3, 7, 11, 23, 15, 103],
  [7, 4, 1, 3, 7, 13, 13, 15, 69],
];

const BITS = 32;
export const MOST_DIMENSIONS = JOE_KUO.length + 1;

function directions(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS);
  const [degree, coefficients, ...m] = JOE_KUO[dimension - 1] ?? [0, 0];
  if (degree === 0) return v.map((_, k) => 2 ** (BITS - 1 - k));
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      v[k] = (m[k] ?? 1) * 2 ** (BITS - 1 - k);
      continue;
    }
    let next = (v[k - degree] ?? 0) ^ ((v[k - degree] ?? 0) >>> degree);
    for (let j = 1; j < degree; j++) if ((coefficients >>> (degree - 1 - j)) & 1) next ^= v[k - j] ?? 0;
    v[k] = next >>> 0;
  }
  return v;
}

/**
 * Points in [0, 1)^`dimensions` by number. With `shifts` a stream draws for each dimension a digital shift, which keeps every
 * stratum and makes sets of different seeds different. Throws `bad-input` for more than 21 dimensions.
 */
export function sobol(dimensions: number, shifts?: (dimension: number) => Random): (i: number) => number[] {
  if (!(dimensions >= 1 && dimensions <= MOST_DIMENSIONS))
    throw new ZonecastError("bad-input", `Sobol points have 1 to ${MOST_DIMENSIONS} dimensions here, not ${dimensions}`, {
      hint: "use latin-hypercube, or fix some parameters",
    });
  const columns = Array.from({ length: dimensions }, (_, d) => ({
    v: directions(d),
    shift: Math.floor((shifts?.(d).uniform() ?? 0) * 2 ** BITS),
  }));
  return (i) => {
    const gray = i ^ (i >>> 1);
    return columns.map(({ v, shift }) => {
      let x = shift;
      for (let k = 0; gray >>> k !== 0 && k < BITS; k++) if ((gray >>> k) & 1) x ^= v[k] ?? 0;
      return (x >>> 0) / 2 ** BITS;
    });
  };
}
