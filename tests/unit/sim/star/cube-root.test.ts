import fc from "fast-check";
import { expect, test } from "vitest";
import { cubeRoot } from "../../../../sim/star/cube-root.ts";

test("is the cube root to 2.5e-5 of its size", () => {
  fc.assert(
    fc.property(fc.double({ min: -28, max: 12, noNaN: true }), (exponent) => {
      const x = 10 ** exponent;
      expect(Math.abs(cubeRoot(x) / Math.cbrt(x) - 1)).toBeLessThan(2.5e-5);
    }),
    { numRuns: 2_000, seed: 1 },
  );
});

test("of nought is as good as nought", () => {
  expect(cubeRoot(0)).toBeGreaterThanOrEqual(0);
  expect(cubeRoot(0)).toBeLessThan(1e-9);
});
