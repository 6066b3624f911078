/** Correlated shares: a Gaussian copula over numbers that were drawn independently. */
import { unknownName, ZonecastError } from "#domain";
import { normalProbability, normalQuantile } from "./normal.ts";

export interface Correlation {
  /** Names of two parameters. */
  readonly between: readonly [string, string];
  /** Correlation of their normal scores, -1 < rho < 1. */
  readonly rho: number;
}

/**
 * Makes a function that bends independent shares (0 < u < 1, in the order of `names`) so that their normal scores correlate as
 * given; the first of two correlated parameters keeps its share, and each stays uniform.
 * Throws `unknown-name` for another name, `bad-input` for correlations that cannot hold together.
 */
export function correlate(names: readonly string[], correlations: readonly Correlation[]): (u: readonly number[]) => number[] {
  const n = names.length;
  const r: number[][] = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  for (const { between, rho } of correlations) {
    const [i = 0, j = 0] = between.map((name) => {
      const at = names.indexOf(name);
      if (at < 0) throw unknownName("correlated parameter", name, names);
      return at;
    });
    if (i === j || !(Math.abs(rho) < 1))
      throw new ZonecastError("bad-input", `'${between.join("' and '")}' cannot correlate by ${rho}`);
    for (const [a, b] of [
      [i, j],
      [j, i],
    ] as const)
      if (r[a]) r[a][b] = rho;
  }
  const lower = cholesky(r);
  const bound = names.map((_, i) => (lower[i] ?? []).some((l, j) => j < i && l !== 0));
  return (u) => {
    const z = u.map(normalQuantile);
    return u.map((own, i) =>
      bound[i] ? normalProbability((lower[i] ?? []).reduce((sum, l, j) => (l === 0 ? sum : sum + l * (z[j] ?? 0)), 0)) : own,
    );
  };
}

function cholesky(r: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = [];
  r.forEach((row, i) => {
    const own: number[] = new Array(r.length).fill(0);
    for (let j = 0; j <= i; j++) {
      const other = j === i ? own : (lower[j] ?? []);
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (own[k] ?? 0) * (other[k] ?? 0);
      if (j === i) {
        if (!(sum > 1e-12)) throw new ZonecastError("bad-input", "these correlations contradict each other");
        own[j] = Math.sqrt(sum);
      } else own[j] = sum / (other[j] ?? 1);
    }
    lower.push(own);
  });
  return lower;
}
