import { expect, test } from "vitest";
import { planOf } from "../../../../sim/star/plan.ts";
import { restore, setTemperature, temperaturesOf } from "../../../../sim/star/state.ts";
import { workspaceOf } from "../../../../sim/star/workspace.ts";
import { threeRooms } from "../../../support/star-building.ts";

const plan = planOf(threeRooms, 900);

test("temperatures are put in and come out again", () => {
  const work = workspaceOf(plan);
  setTemperature(plan, work, 18);
  const temps = temperaturesOf(plan, work);
  // Walls of two capacities have both; a face without has nought in its place.
  expect(temps.filter((t) => t !== 0).every((t) => Math.abs(t - 18) < 1e-9)).toBe(true);
  const mixed = temps.map((t, i) => (t === 0 ? 0 : t + i / 10));
  restore(plan, work, mixed);
  temperaturesOf(plan, work).forEach((t, i) => void expect(t).toBeCloseTo(mixed[i] ?? Number.NaN, 9));
});

test("the state of another building is refused", () => {
  expect(() => restore(plan, workspaceOf(plan), new Float64Array(3))).toThrowError(/3 temperatures/);
});
