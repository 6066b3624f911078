/** A chain of capacities in its own modes: how it moves through one time step, exactly, while both its sides stand still. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { ZonecastError } from "#domain";
import type { Chain } from "./chain.ts";

/**
 * Per square metre, with outer and inner temperature To and Ti held over the step and modes x:
 * `x' = decay x + fromOuter To + fromInner Ti`. Mean heat flows into the chain over the step, W/m²:
 * at its inner face `innerSelf Ti - cross To - Σ innerWeight x`, at its outer one `outerSelf To - cross Ti - Σ outerWeight x`.
 * The heat stored is `Σ energy x` (J/m², from 0 °C), so that what flows in is what is stored, to rounding.
 */
export interface WallStep {
  readonly modes: number;
  readonly decay: Float64Array;
  readonly fromOuter: Float64Array;
  readonly fromInner: Float64Array;
  /** Per W/m² that enters the outermost capacity, for chains whose outer side is a heat flow. */
  readonly fromOuterFlow: Float64Array;
  readonly innerWeight: Float64Array;
  readonly outerWeight: Float64Array;
  readonly innerSelf: number;
  readonly outerSelf: number;
  readonly cross: number;
  /** Share of a flow into the outermost capacity that leaves through the inner face within the same step. */
  readonly flowCross: number;
  /**
   * Mean temperature of the outermost capacity over the step: `Σ nodeWeight x + flowCross Ti + flowSelf flow` when its outer
   * side is a heat flow.
   */
  readonly nodeWeight: Float64Array;
  readonly flowSelf: number;
  /** Per W/m² that enters the innermost capacity, and the shares of it that leave by either face within the same step. */
  readonly fromInnerFlow: Float64Array;
  readonly innerFlowToInside: number;
  readonly innerFlowToOutside: number;
  readonly energy: Float64Array;
  /** Temperatures of the capacities from modes and back, row-major modes × modes. */
  readonly toNodes: Float64Array;
  readonly toModes: Float64Array;
}

/**
 * Exact discretisation of a chain for a step of `stepS` (> 0, s).
 * @param outerM2KPerW resistance in front of the chain's outer face; Infinity for a side that lets nothing through
 * @param innerM2KPerW the same at its inner face, >= 0
 */
export function wallStep(chain: Chain, stepS: number, outerM2KPerW: number, innerM2KPerW = 0): WallStep {
  const C = chain.capacitiesJPerM2K;
  const n = C.length;
  const G = chain.resistancesM2KPerW.map((r, i) => 1 / (r + (i === 0 ? outerM2KPerW : 0) + (i === n ? innerM2KPerW : 0)));
  const first = G[0] ?? Number.NaN;
  const last = G[n] ?? Number.NaN;
  if (!(first >= 0 && last >= 0) || !Number.isFinite(first + last))
    throw new ZonecastError("bug", "a chain needs a resistance on both sides of every capacity");
  const step = blank(n, n === 0 ? first : last, n === 0 ? first : 0);
  if (n === 0) return step;

  const root = C.map(Math.sqrt);
  const at = (i: number) => root[i] ?? Number.NaN;
  const g = (i: number) => G[i] ?? 0;
  const scaled = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    scaled.set(i, i, (g(i) + g(i + 1)) / (C[i] ?? Number.NaN));
    if (i + 1 < n) {
      const v = -g(i + 1) / (at(i) * at(i + 1));
      scaled.set(i, i + 1, v);
      scaled.set(i + 1, i, v);
    }
  }
  const { realEigenvalues, eigenvectorMatrix: V } = new EigenvalueDecomposition(scaled, { assumeSymmetric: true });
  let { innerSelf, cross, flowCross, flowSelf, innerFlowToInside, innerFlowToOutside } = step;
  let outerSelf = first;
  for (let m = 0; m < n; m++) {
    const { decay, phi1, phi2 } = exponentials(-Math.max(0, realEigenvalues[m] ?? 0) * stepS);
    const outer = (V.get(0, m) * first) / at(0);
    const inner = (V.get(n - 1, m) * last) / at(n - 1);
    step.decay[m] = decay;
    step.fromOuter[m] = stepS * phi1 * outer;
    step.fromInner[m] = stepS * phi1 * inner;
    step.fromOuterFlow[m] = (stepS * phi1 * V.get(0, m)) / at(0);
    const innermost = V.get(n - 1, m) / at(n - 1);
    step.fromInnerFlow[m] = stepS * phi1 * innermost;
    innerFlowToInside += stepS * phi2 * inner * innermost;
    innerFlowToOutside += stepS * phi2 * outer * innermost;
    step.innerWeight[m] = phi1 * inner;
    step.outerWeight[m] = phi1 * outer;
    innerSelf -= stepS * phi2 * inner * inner;
    outerSelf -= stepS * phi2 * outer * outer;
    cross += stepS * phi2 * inner * outer;
    flowCross += (stepS * phi2 * inner * V.get(0, m)) / at(0);
    flowSelf += (stepS * phi2 * V.get(0, m) ** 2) / (at(0) * at(0));
    step.nodeWeight[m] = (phi1 * V.get(0, m)) / at(0);
    for (let i = 0; i < n; i++) {
      step.energy[m]! += at(i) * V.get(i, m);
      step.toNodes[i * n + m] = V.get(i, m) / at(i);
      step.toModes[m * n + i] = V.get(i, m) * at(i);
    }
  }
  return { ...step, innerSelf, outerSelf, cross, flowCross, flowSelf, innerFlowToInside, innerFlowToOutside };
}

const blank = (n: number, self: number, cross: number): WallStep => ({
  modes: n,
  decay: new Float64Array(n),
  fromOuter: new Float64Array(n),
  fromInner: new Float64Array(n),
  fromOuterFlow: new Float64Array(n),
  innerWeight: new Float64Array(n),
  outerWeight: new Float64Array(n),
  innerSelf: self,
  outerSelf: self,
  cross,
  flowCross: 0,
  nodeWeight: new Float64Array(n),
  flowSelf: 0,
  fromInnerFlow: new Float64Array(n),
  innerFlowToInside: 0,
  innerFlowToOutside: 0,
  energy: new Float64Array(n),
  toNodes: new Float64Array(n * n),
  toModes: new Float64Array(n * n),
});

/** `e^a`, φ1 = (e^a - 1)/a and φ2 = (φ1 - 1)/a for a <= 0; by series near 0, where the quotients cancel. */
function exponentials(a: number): { decay: number; phi1: number; phi2: number } {
  const decay = Math.exp(a);
  if (a > -1e-3)
    return {
      decay,
      phi1: 1 + a / 2 + a ** 2 / 6 + a ** 3 / 24 + a ** 4 / 120,
      phi2: 1 / 2 + a / 6 + a ** 2 / 24 + a ** 3 / 120 + a ** 4 / 720,
    };
  const phi1 = Math.expm1(a) / a;
  return { decay, phi1, phi2: (phi1 - 1) / a };
}
