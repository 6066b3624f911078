/** A heat network of any shape, and its reduction to the nodes that store heat. */
import { LuDecomposition, Matrix } from "ml-matrix";
import { ZonecastError } from "#domain";

/**
 * Nodes with a heat capacity (J/K, 0 for a surface that stores nothing), joined by conductances (W/K) to each other and
 * to inputs. An input is either a boundary temperature (°C, reached through `toInput`) or a heat flow (W, spread by `inject`).
 */
export interface Network {
  readonly nodes: readonly string[];
  readonly capacityJPerK: readonly number[];
  readonly inputs: readonly string[];
  readonly between: readonly { a: number; b: number; conductanceWPerK: number }[];
  readonly toInput: readonly { node: number; input: number; conductanceWPerK: number }[];
  readonly inject: readonly { node: number; input: number; share: number }[];
}

/** Collects the parts of a network; nodes and inputs are named once and then known by their index. */
export function networkBuilder() {
  const nodes: string[] = [];
  const capacityJPerK: number[] = [];
  const inputs: string[] = [];
  const between: Network["between"][number][] = [];
  const toInput: Network["toInput"][number][] = [];
  const inject: Network["inject"][number][] = [];
  return {
    node: (name: string, capacity = 0): number => {
      capacityJPerK.push(capacity);
      return nodes.push(name) - 1;
    },
    /** Index of the input called `name`, made when it is new. */
    input: (name: string): number => {
      const known = inputs.indexOf(name);
      return known >= 0 ? known : inputs.push(name) - 1;
    },
    connect: (a: number, b: number, conductanceWPerK: number) => void between.push({ a, b, conductanceWPerK }),
    connectInput: (node: number, input: number, conductanceWPerK: number) => void toInput.push({ node, input, conductanceWPerK }),
    inject: (node: number, input: number, share: number) => void inject.push({ node, input, share }),
    build: (): Network => ({ nodes, capacityJPerK, inputs, between, toInput, inject }),
  };
}

/**
 * `C dT/dt = -K T + B u` over the storing nodes, with `K` symmetric. The heat that leaves through the boundaries is
 * `lossState · T + lossInput · u` (W), the heat that sources put in is `heatInput · u` (W).
 */
export interface ReducedNetwork {
  /** Index in the full network of each storing node. */
  readonly storing: readonly number[];
  readonly capacityJPerK: Float64Array;
  readonly k: Matrix;
  readonly b: Matrix;
  readonly lossState: Float64Array;
  readonly lossInput: Float64Array;
  readonly heatInput: Float64Array;
}

/**
 * Takes the nodes without capacity out exactly (Schur complement), so that heat put into a surface is shared among what
 * the surface touches. Throws `numerics` when such a node hangs on nothing.
 */
export function reduceNetwork(network: Network): ReducedNetwork {
  const { k, b } = matrices(network);
  const storing: number[] = [];
  const massless: number[] = [];
  network.capacityJPerK.forEach((c, i) => void (c > 0 ? storing : massless).push(i));
  const allInputs = network.inputs.map((_, i) => i);
  const bs = b.selection(storing, allInputs);
  if (massless.length === 0)
    return finish(network, storing, k, bs, Matrix.zeros(0, storing.length), Matrix.zeros(0, allInputs.length));

  const kss = k.selection(storing, storing);
  const ksm = k.selection(storing, massless);
  const lu = new LuDecomposition(k.selection(massless, massless));
  if (lu.isSingular()) throw new ZonecastError("numerics", "a surface of the heat network is connected to nothing");
  // T_massless = p T_storing + q u
  const p = lu.solve(k.selection(massless, storing)).mul(-1);
  const q = lu.solve(b.selection(massless, allInputs));
  return finish(network, storing, Matrix.add(kss, ksm.mmul(p)), Matrix.sub(bs, ksm.mmul(q)), p, q, massless);
}

function matrices(network: Network): { k: Matrix; b: Matrix } {
  const k = Matrix.zeros(network.nodes.length, network.nodes.length);
  const b = Matrix.zeros(network.nodes.length, network.inputs.length);
  const add = (m: Matrix, row: number, col: number, value: number) => m.set(row, col, m.get(row, col) + value);
  for (const { a, b: other, conductanceWPerK: g } of network.between) {
    add(k, a, a, g);
    add(k, other, other, g);
    add(k, a, other, -g);
    add(k, other, a, -g);
  }
  for (const { node, input, conductanceWPerK: g } of network.toInput) {
    add(k, node, node, g);
    add(b, node, input, g);
  }
  for (const { node, input, share } of network.inject) add(b, node, input, share);
  return { k, b };
}

function finish(
  network: Network,
  storing: readonly number[],
  k: Matrix,
  b: Matrix,
  p: Matrix,
  q: Matrix,
  massless: readonly number[] = [],
): ReducedNetwork {
  const lossState = new Float64Array(storing.length);
  const lossInput = new Float64Array(network.inputs.length);
  const heatInput = new Float64Array(network.inputs.length);
  const addTo = (v: Float64Array, i: number, x: number) => {
    v[i] = (v[i] ?? 0) + x;
  };
  for (const { node, input, conductanceWPerK: g } of network.toInput) {
    addTo(lossInput, input, -g);
    const own = storing.indexOf(node);
    if (own >= 0) addTo(lossState, own, g);
    else {
      const row = massless.indexOf(node);
      for (let j = 0; j < storing.length; j++) addTo(lossState, j, g * p.get(row, j));
      for (let j = 0; j < network.inputs.length; j++) addTo(lossInput, j, g * q.get(row, j));
    }
  }
  for (const { input, share } of network.inject) addTo(heatInput, input, share);
  const capacityJPerK = Float64Array.from(storing, (i) => network.capacityJPerK[i] ?? 0);
  return { storing, capacityJPerK, k, b, lossState, lossInput, heatInput };
}
