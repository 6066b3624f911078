/** A reduced heat network in its own modes, stepped exactly for inputs that stand still during the step. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { ZonecastError } from "#domain";
import type { ReducedNetwork } from "./network.ts";

/**
 * Per mode m with rate λ ≤ 0 and `z' = λ z + β u`:
 * `z(h) = decay z + gain u` and the mean over the step `z̄ = meanDecay z + meanGain u`.
 * `gain` and `meanGain` are row-major, modes × inputs.
 */
export interface ModalStep {
  readonly modes: number;
  readonly inputs: number;
  readonly stepS: number;
  readonly decay: Float64Array;
  readonly gain: Float64Array;
  readonly meanDecay: Float64Array;
  readonly meanGain: Float64Array;
  /** Node temperatures from modes, row-major nodes × modes. */
  readonly toNodes: Float64Array;
  /** Modes from node temperatures, row-major modes × nodes. */
  readonly toModes: Float64Array;
}

/**
 * Exact discretisation for a step of `stepS` (> 0, s). C^-1/2 K C^-1/2 is symmetric, so the symmetric eigenvalue
 * decomposition serves; it never loses accuracy to ill-conditioned eigenvectors. Throws `numerics` when a mode would grow.
 */
export function discretise(network: ReducedNetwork, stepS: number): ModalStep {
  const n = network.capacityJPerK.length;
  const inputs = network.b.columns;
  const root = Float64Array.from(network.capacityJPerK, Math.sqrt);
  const at = (i: number) => root[i] ?? 1;
  const scaled = new Matrix(n, n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const value = (network.k.get(i, j) + network.k.get(j, i)) / (2 * at(i) * at(j));
      scaled.set(i, j, value);
      scaled.set(j, i, value);
    }
  const { realEigenvalues, eigenvectorMatrix: v } = new EigenvalueDecomposition(scaled, { assumeSymmetric: true });
  const fastest = Math.max(...realEigenvalues);
  const step = emptyStep(n, inputs, stepS);
  for (let m = 0; m < n; m++) {
    const rate = -(realEigenvalues[m] ?? 0);
    if (!(rate <= 1e-10 * fastest)) throw new ZonecastError("numerics", "the heat network has a mode that grows by itself");
    const factor = exponentials(Math.min(0, rate) * stepS);
    step.decay[m] = factor.decay;
    step.meanDecay[m] = factor.phi1;
    for (let u = 0; u < inputs; u++) {
      let beta = 0;
      for (let i = 0; i < n; i++) beta += (v.get(i, m) / at(i)) * network.b.get(i, u);
      step.gain[m * inputs + u] = beta * stepS * factor.phi1;
      step.meanGain[m * inputs + u] = beta * stepS * factor.phi2;
    }
    for (let i = 0; i < n; i++) {
      step.toNodes[i * n + m] = v.get(i, m) / at(i);
      step.toModes[m * n + i] = v.get(i, m) * at(i);
    }
  }
  return step;
}

const emptyStep = (n: number, inputs: number, stepS: number): ModalStep => ({
  modes: n,
  inputs,
  stepS,
  decay: new Float64Array(n),
  gain: new Float64Array(n * inputs),
  meanDecay: new Float64Array(n),
  meanGain: new Float64Array(n * inputs),
  toNodes: new Float64Array(n * n),
  toModes: new Float64Array(n * n),
});

/** `e^a`, φ1 = (e^a - 1)/a and φ2 = (e^a - 1 - a)/a² for a ≤ 0; by series near 0, where the quotients cancel. */
function exponentials(a: number): { decay: number; phi1: number; phi2: number } {
  const decay = Math.exp(a);
  if (a > -1e-3) {
    return {
      decay,
      phi1: 1 + a / 2 + a ** 2 / 6 + a ** 3 / 24 + a ** 4 / 120,
      phi2: 1 / 2 + a / 6 + a ** 2 / 24 + a ** 3 / 120 + a ** 4 / 720,
    };
  }
  const phi1 = Math.expm1(a) / a;
  return { decay, phi1, phi2: (phi1 - 1) / a };
}

/** `y = M x` for a row-major matrix of `y.length` rows. */
export function multiply(matrix: Float64Array, x: Float64Array, y: Float64Array): void {
  const columns = x.length;
  for (let i = 0; i < y.length; i++) {
    let sum = 0;
    const row = i * columns;
    for (let j = 0; j < columns; j++) sum += matrix[row + j]! * x[j]!;
    y[i] = sum;
  }
}
