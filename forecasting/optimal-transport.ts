/** Distance between two clouds of points: what it costs to carry one onto the other, with Sinkhorn's smoothing taken out. */

/** `count` points of `size` numbers each, row by row. */
export interface Cloud {
  readonly points: Float64Array;
  readonly size: number;
}

const countOf = ({ points, size }: Cloud): number => points.length / size;

function costs(a: Cloud, b: Cloud): Float64Array {
  const [n, m, size] = [countOf(a), countOf(b), a.size];
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += ((a.points[i * size + k] ?? 0) - (b.points[j * size + k] ?? 0)) ** 2;
      out[i * m + j] = sum;
    }
  return out;
}

/** -eps log of the mean over j of exp((g[j] - c[j]) / eps), without overflow. */
function softMin(cost: (j: number) => number, potential: Float64Array, eps: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < potential.length; j++) most = Math.max(most, ((potential[j] ?? 0) - cost(j)) / eps);
  let sum = 0;
  for (let j = 0; j < potential.length; j++) sum += Math.exp(((potential[j] ?? 0) - cost(j)) / eps - most);
  return -eps * (most + Math.log(sum / potential.length));
}

const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;
const ROUNDS = 200;
const CLOSE = 1e-6;

/** Entropic transport cost between uniform clouds, squared Euclidean: Sinkhorn's iteration on the dual potentials (Cuturi 2013), in logarithms. */
function transportCost(a: Cloud, b: Cloud, eps: number): number {
  const [n, m] = [countOf(a), countOf(b)];
  const c = costs(a, b);
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (let i = 0; i < n; i++) {
      const next = softMin((j) => c[i * m + j] ?? 0, g, eps);
      moved = Math.max(moved, Math.abs(next - (f[i] ?? 0)));
      f[i] = next;
    }
    for (let j = 0; j < m; j++) g[j] = softMin((i) => c[i * m + j] ?? 0, f, eps);
    if (moved < CLOSE * eps) break;
  }
  return mean(f) + mean(g);
}

/**
 * Root of the Sinkhorn divergence (Genevay, Peyré and Cuturi 2018; Feydy et al. 2019): 0 for equal clouds, in the unit of
 * the coordinates. `smoothing` is the blur as a share of the mean squared distance between the clouds.
 */
export function sinkhornDistance(a: Cloud, b: Cloud, smoothing = 0.05): number {
  if (a.size !== b.size || a.points.length === 0 || b.points.length === 0) return Number.NaN;
  const eps = Math.max(1e-9, smoothing * mean(costs(a, b)));
  const divergence = transportCost(a, b, eps) - (transportCost(a, a, eps) + transportCost(b, b, eps)) / 2;
  return Math.sqrt(Math.max(0, divergence));
}

/** Spearman's rank correlation of two lists of equal length; ties share their mean rank. NaN below three pairs or without variation. */
export function spearman(x: readonly number[], y: readonly number[]): number {
  if (x.length !== y.length || x.length < 3) return Number.NaN;
  const [a, b] = [ranks(x), ranks(y)];
  const middle = (x.length + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [(a[i] ?? 0) - middle, (b[i] ?? 0) - middle];
    ab += p * q;
    aa += p * p;
    bb += q * q;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Number.NaN;
}

const ranks = (values: readonly number[]): number[] =>
  values.map((v) => {
    let less = 0;
    let equal = 0;
    for (const other of values) {
      if (other < v) less++;
      else if (other === v) equal++;
    }
    return less + (equal + 1) / 2;
  });
