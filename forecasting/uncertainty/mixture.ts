/** Several forecasts of the same thing become one: passes of MC dropout, or members of an ensemble. */

/**
 * Quantiles of the equal mixture of `members`' distributions, row by row: what each member is unsure of and what they
 * disagree on are both in it (Lakshminarayanan et al. 2017). A member's distribution function is linear between its
 * quantiles; beyond its outermost levels it goes on with the slope of the outermost pair. All members must be in order.
 */
export function mixed(members: readonly Float32Array[], levels: readonly number[]): Float32Array {
  const L = levels.length;
  const out = new Float32Array(members[0]?.length ?? 0);
  for (let at = 0; at + L <= out.length; at += L) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const member of members) {
      const first = member[at] ?? Number.NaN;
      const last = member[at + L - 1] ?? Number.NaN;
      low = Math.min(low, first - (last - first));
      high = Math.max(high, last + (last - first));
    }
    for (let j = 0; j < L; j++) {
      const level = levels[j] ?? 0.5;
      let [a, b] = [j > 0 ? (out[at + j - 1] ?? low) : low, high];
      for (let i = 0; i < STEPS && b - a > 0; i++) {
        const middle = (a + b) / 2;
        let sum = 0;
        for (const member of members) sum += below(member, at, levels, middle);
        if (sum < level * members.length) a = middle;
        else b = middle;
      }
      out[at + j] = (a + b) / 2;
    }
  }
  return out;
}

/** Bisections: the interval shrinks to a millionth. */
const STEPS = 20;

/** The share of a member's distribution below `value`, 0..1. */
function below(q: Float32Array, at: number, levels: readonly number[], value: number): number {
  const L = levels.length;
  let j = 1;
  while (j < L - 1 && (q[at + j] ?? 0) < value) j++;
  const [q0, q1] = [q[at + j - 1] ?? 0, q[at + j] ?? 0];
  const [p0, p1] = [levels[j - 1] ?? 0, levels[j] ?? 1];
  if (q1 <= q0) return value < q0 ? p0 : value > q0 ? p1 : (p0 + p1) / 2;
  return Math.min(1, Math.max(0, p0 + ((p1 - p0) * (value - q0)) / (q1 - q0)));
}
