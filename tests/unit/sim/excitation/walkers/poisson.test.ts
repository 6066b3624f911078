import { expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

const levels = (more: object, length = 40_000) =>
  createWalker({ spec: { kind: "poisson", ...more }, range: { min: -2, max: 3 }, stepS: 900, seed: 4, name: "x" }).fill(
    new Float64Array(length),
  );
const runs = (x: Float64Array) => {
  const lengths: number[] = [];
  x.forEach((v, i) => {
    if (i > 0 && v === x[i - 1]) lengths.push((lengths.pop() ?? 0) + 1);
    else lengths.push(1);
  });
  return lengths;
};

test.each([1, 8, 50])("holds last λ = %i steps on average, once the holds of no step are left out", (lambda) => {
  const held = runs(levels({ meanHoldSteps: lambda }));
  const expected = lambda / (1 - Math.exp(-lambda));
  expect(held.reduce((a, b) => a + b, 0) / held.length / expected).toBeCloseTo(1, 1);
});

test("whole levels: every one of the range, and no other", () => {
  expect(new Set(levels({ wholeLevels: true }))).toEqual(new Set([-2, -1, 0, 1, 2, 3]));
});

test("a range without a whole number has no whole levels", () => {
  const spec = { kind: "poisson", wholeLevels: true } as const;
  expect(() => createWalker({ spec, range: { min: 0.2, max: 0.8 }, stepS: 900, seed: 1, name: "x" })).toThrow(
    expect.objectContaining({ code: "bad-input" }),
  );
});
