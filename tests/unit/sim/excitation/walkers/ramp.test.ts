import { expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

test("one trapezoid, row by row: both ends of the rising leg, the rest at the top, the way down without its ends, the rest below", () => {
  const spec = { kind: "ramp", legSteps: [5], restSteps: [2] } as const;
  const x = createWalker({ spec, range: { min: 10, max: 14 }, stepS: 900, seed: 1, name: "x" }).fill(new Float64Array(14));
  expect([...x]).toEqual([10, 11, 12, 13, 14, 14, 14, 13, 12, 11, 10, 10, 10, 11]);
});

test("legs of two rows are a jump", () => {
  const spec = { kind: "ramp", legSteps: [2], restSteps: [1] } as const;
  const x = createWalker({ spec, range: { min: 0, max: 1 }, stepS: 900, seed: 1, name: "x" }).fill(new Float64Array(8));
  expect([...x]).toEqual([0, 1, 1, 0, 0, 1, 1, 0]);
});
