import { expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

test("a period, its rest, and the next period from the middle again", () => {
  const spec = { kind: "sinusoidal", periodSteps: [4], amplitudes: [0.5], restSteps: [2] } as const;
  const x = createWalker({ spec, range: { min: 0, max: 4 }, stepS: 900, seed: 1, name: "x" }).fill(new Float64Array(8));
  [2, 3, 2, 1, 1, 1, 2, 3].forEach((v, i) => {
    expect(x[i]).toBeCloseTo(v, 12);
  });
});
