/** A small linear heat network, and what is left of it once the nodes that store nothing are taken out exactly. */
import { LuDecomposition, Matrix } from "ml-matrix";
import { ZonecastError } from "#domain";

// The reduced models judge the engine of `simulate`, so they share no numerics with it.

export interface Link {
  readonly a: number;
  readonly b: number;
  readonly wPerK: number;
}

export interface BoundaryLink {
  readonly node: number;
  readonly boundary: number;
  readonly wPerK: number;
}

export interface HeatNetwork {
  /** Heat capacity of each node, J/K; 0 for a node that stores nothing. */
  readonly capacitiesJPerK: readonly number[];
  readonly links: readonly Link[];
  /** Links to temperatures that are given from outside. */
  readonly boundaryLinks: readonly BoundaryLink[];
  readonly boundaries: number;
}

/**
 * `C dT/dt = -K T + F u` over the storing nodes, K symmetric, and `T_all = P T + Q u` for all nodes.
 * Inputs u: heat into each node (W), then each boundary's temperature (°C).
 */
export interface StateSpace {
  /** Index in the network of each storing node. */
  readonly states: readonly number[];
  /** J/K, one for each state. */
  readonly capacitiesJPerK: readonly number[];
  readonly k: Matrix;
  readonly f: Matrix;
  readonly p: Matrix;
  readonly q: Matrix;
}

/**
 * Eliminates the nodes without capacity. Throws `bad-input` when nothing stores heat, `numerics` when a node without
 * capacity is linked to nothing.
 */
export function stateSpace(network: HeatNetwork): StateSpace {
  const n = network.capacitiesJPerK.length;
  const { k, f } = balance(network);
  const states = indices(network.capacitiesJPerK, (c) => c > 0);
  const massless = indices(network.capacitiesJPerK, (c) => !(c > 0));
  if (states.length === 0) throw new ZonecastError("bad-input", "a heat network needs at least one node that stores heat");

  const inputs = f.columns;
  const p = Matrix.zeros(n, states.length);
  const q = Matrix.zeros(n, inputs);
  states.forEach((node, i) => void p.set(node, i, 1));
  const all = Array.from({ length: inputs }, (_, i) => i);
  let kr = k.selection(states, states);
  let fr = f.selection(states, all);
  if (massless.length > 0) {
    const lu = new LuDecomposition(k.selection(massless, massless));
    if (lu.isSingular()) throw new ZonecastError("numerics", "a node without capacity is linked to nothing");
    const fromStates = lu.solve(k.selection(massless, states)).mul(-1);
    const fromInputs = lu.solve(f.selection(massless, all));
    massless.forEach((node, i) => {
      p.setRow(node, fromStates.getRow(i));
      q.setRow(node, fromInputs.getRow(i));
    });
    const across = k.selection(states, massless);
    kr = Matrix.add(kr, across.mmul(fromStates));
    fr = Matrix.sub(fr, across.mmul(fromInputs));
  }
  return { states, capacitiesJPerK: states.map((i) => network.capacitiesJPerK[i] ?? 0), k: kr, f: fr, p, q };
}

/** Heat balance of every node: `C dT/dt = -K T + F u`. */
function balance(network: HeatNetwork): { k: Matrix; f: Matrix } {
  const n = network.capacitiesJPerK.length;
  const k = Matrix.zeros(n, n);
  const f = Matrix.zeros(n, n + network.boundaries);
  const add = (m: Matrix, row: number, column: number, value: number) => m.set(row, column, m.get(row, column) + value);
  for (let i = 0; i < n; i++) f.set(i, i, 1);
  for (const { a, b, wPerK } of network.links) {
    add(k, a, a, wPerK);
    add(k, b, b, wPerK);
    add(k, a, b, -wPerK);
    add(k, b, a, -wPerK);
  }
  for (const { node, boundary, wPerK } of network.boundaryLinks) {
    add(k, node, node, wPerK);
    add(f, node, n + boundary, wPerK);
  }
  return { k, f };
}

const indices = (values: readonly number[], keep: (value: number) => boolean): number[] =>
  values.flatMap((value, i) => (keep(value) ? [i] : []));
