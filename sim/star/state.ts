/** The state of a stepper as one list of temperatures, which can be stored, compared and set. */
import { ZonecastError } from "#domain";
import type { StarState } from "./arrays.ts";
import type { Plan } from "./plan.ts";

/** Every column that the future depends on; walls in their modes, which do not depend on the step. */
export const stateColumns = ({ zone, face, window }: StarState): readonly Float64Array[] => [
  zone.air,
  zone.radiant,
  zone.emitter,
  face.surface,
  face.mode0,
  face.mode1,
  window.inner,
  window.outer,
];

/** Sets every temperature to one value, °C. */
export function setTemperature(plan: Plan, state: StarState, tempC: number): void {
  for (const column of stateColumns(state)) column.fill(tempC);
  toModes(plan, state);
}

/** All temperatures, °C: zones, faces with the capacities of their walls, windows. */
export function temperaturesOf(plan: Plan, state: StarState): Float64Array {
  const columns = stateColumns(state);
  const [mode0, mode1] = [state.face.mode0, state.face.mode1];
  const node0 = plan.faces.map(({ step }, f) => product(step.toNodes, 0, step.modes, mode0[f]!, mode1[f]!));
  const node1 = plan.faces.map(({ step }, f) => product(step.toNodes, 1, step.modes, mode0[f]!, mode1[f]!));
  return Float64Array.from(columns.flatMap((c) => (c === mode0 ? node0 : c === mode1 ? node1 : [...c])));
}

/** Sets the state from what `temperaturesOf` gave. Throws `bad-input` when the number of temperatures differs. */
export function restore(plan: Plan, state: StarState, temperaturesC: Float64Array): void {
  const columns = stateColumns(state);
  const length = columns.reduce((sum, c) => sum + c.length, 0);
  if (temperaturesC.length !== length)
    throw new ZonecastError("bad-input", `the state has ${temperaturesC.length} temperatures, this building has ${length}`);
  let from = 0;
  for (const column of columns) {
    column.set(temperaturesC.subarray(from, from + column.length));
    from += column.length;
  }
  toModes(plan, state);
}

function toModes(plan: Plan, { face: { mode0, mode1 } }: StarState): void {
  for (const [f, { step }] of plan.faces.entries()) {
    const [a, b] = [mode0[f]!, mode1[f]!];
    mode0[f] = product(step.toModes, 0, step.modes, a, b);
    mode1[f] = product(step.toModes, 1, step.modes, a, b);
  }
}

/** Row `i` of a row-major `n` × `n` matrix times (a, b); 0 for a row that is not there. */
function product(matrix: Float64Array, i: number, n: number, a: number, b: number): number {
  if (i >= n) return 0;
  return matrix[i * n]! * a + (n > 1 ? matrix[i * n + 1]! * b : 0);
}
