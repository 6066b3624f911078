/** The state of a stepper as temperatures, which can be stored, compared and set. */
import { ZonecastError } from "#domain";
import { FACE_STATE_WIDTH } from "./layout.ts";
import type { Plan } from "./plan.ts";

/** Sets every temperature of `state` to one value, °C. */
export function setTemperature(plan: Plan, state: Float64Array, tempC: number): void {
  restore(plan, state, new Float64Array(plan.stateLength).fill(tempC));
}

/** All temperatures, °C: the state with the capacities of walls in place of their modes. */
export function temperaturesOf(plan: Plan, state: Float64Array): Float64Array {
  const out = state.slice();
  exchange(plan, state, out, "toNodes");
  return out;
}

/** Sets `state` from what `temperaturesOf` gave. Throws `bad-input` when the number of temperatures differs. */
export function restore(plan: Plan, state: Float64Array, temperaturesC: Float64Array): void {
  if (temperaturesC.length !== state.length)
    throw new ZonecastError("bad-input", `the state has ${temperaturesC.length} temperatures, this building has ${state.length}`);
  state.set(temperaturesC);
  exchange(plan, temperaturesC, state, "toModes");
}

function exchange(plan: Plan, from: Float64Array, to: Float64Array, matrix: "toNodes" | "toModes"): void {
  plan.faces.forEach(({ step }, f) => {
    const at = plan.faceState + f * FACE_STATE_WIDTH + 1;
    const m = step[matrix];
    for (let i = 0; i < step.modes; i++) {
      let sum = 0;
      for (let j = 0; j < step.modes; j++) sum += m[i * step.modes + j]! * from[at + j]!;
      to[at + i] = sum;
    }
  });
}
