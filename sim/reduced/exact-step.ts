/** The exact solution of a linear heat network over one step, for inputs that stand still during it. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { ZonecastError } from "#domain";
import type { StateSpace } from "./network.ts";

/** Row-major matrices: rows are states (`next`) or all nodes (`mean`), columns states or inputs. */
export interface ExactStep {
  readonly stepS: number;
  readonly states: number;
  readonly inputs: number;
  readonly nodes: number;
  /** States at the end of the step, from those at its start and from the inputs. */
  readonly next: Float64Array;
  readonly nextInput: Float64Array;
  /** Mean temperature of every node over the step. */
  readonly mean: Float64Array;
  readonly meanInput: Float64Array;
}

/**
 * Discretises without error. Scaled by the square roots of the capacities the network is symmetric, so its eigenvectors
 * are orthogonal and the matrix exponential loses nothing.
 * @param stepS length of the step, s, > 0
 * Throws `numerics` when a mode grows by itself: a conductance or capacity was negative.
 */
export function exactStep(space: StateSpace, stepS: number): ExactStep {
  const states = space.states.length;
  const root = space.capacitiesJPerK.map(Math.sqrt);
  const scaled = space.k.clone();
  for (let i = 0; i < states; i++)
    for (let j = 0; j < states; j++)
      scaled.set(i, j, (space.k.get(i, j) + space.k.get(j, i)) / (2 * (root[i] ?? 1) * (root[j] ?? 1)));
  const { realEigenvalues: rates, eigenvectorMatrix: v } = new EigenvalueDecomposition(scaled, { assumeSymmetric: true });
  const fastest = Math.max(...rates);
  if (!rates.every((rate) => rate >= -1e-9 * fastest))
    throw new ZonecastError("numerics", "the heat network has a mode that grows by itself");

  const toModes = Matrix.diag([...root])
    .mmul(v)
    .transpose(); // z = Vᵀ C^½ T
  const toStates = Matrix.diag(root.map((r) => 1 / r)).mmul(v); // T = C^-½ V z
  const intoModes = toStates.transpose().mmul(space.f);
  const factors = rates.map((rate) => exponentials(-Math.max(0, rate) * stepS));
  const over = (weight: (f: Exponentials) => number) => toStates.mmul(Matrix.diag(factors.map(weight)));

  const meanStates = over((f) => f.phi1).mmul(toModes);
  const meanStatesInput = over((f) => f.phi2 * stepS).mmul(intoModes);
  return {
    stepS,
    states,
    inputs: space.f.columns,
    nodes: space.p.rows,
    next: flat(over((f) => f.decay).mmul(toModes)),
    nextInput: flat(over((f) => f.phi1 * stepS).mmul(intoModes)),
    mean: flat(space.p.mmul(meanStates)),
    meanInput: flat(Matrix.add(space.p.mmul(meanStatesInput), space.q)),
  };
}

interface Exponentials {
  readonly decay: number;
  readonly phi1: number;
  readonly phi2: number;
}

/** `e^a`, `(e^a - 1)/a` and `(e^a - 1 - a)/a²` for a <= 0; near 0, where the quotients cancel, by their series. */
function exponentials(a: number): Exponentials {
  if (a > -1e-2) {
    const series = (first: number) => {
      let term = 1 / first;
      let sum = term;
      for (let i = 1; i <= 7; i++) {
        term *= a / (first + i);
        sum += term;
      }
      return sum;
    };
    return { decay: Math.exp(a), phi1: series(1), phi2: series(2) };
  }
  const phi1 = Math.expm1(a) / a;
  return { decay: Math.exp(a), phi1, phi2: (phi1 - 1) / a };
}

const flat = (m: Matrix): Float64Array => Float64Array.from(m.to1DArray());

/** `y = A x + B u` for row-major A and B. */
export function combine(y: Float64Array, a: Float64Array, x: Float64Array, b: Float64Array, u: Float64Array): void {
  const states = x.length;
  const inputs = u.length;
  for (let i = 0; i < y.length; i++) {
    let sum = 0;
    for (let j = 0; j < states; j++) sum += a[i * states + j]! * x[j]!;
    for (let j = 0; j < inputs; j++) sum += b[i * inputs + j]! * u[j]!;
    y[i] = sum;
  }
}
