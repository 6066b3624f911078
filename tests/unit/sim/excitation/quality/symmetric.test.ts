import { expect, test } from "vitest";
import { eigenOf } from "../../../../../sim/excitation/quality/symmetric.ts";

test("values fall, and vectors belong to them", () => {
  const a = Float64Array.of(2, 1, 0, 1, 2, 0, 0, 0, 5);
  const { values, vectors } = eigenOf(a, 3);
  [5, 3, 1].forEach((v, k) => {
    expect(values[k]).toBeCloseTo(v, 12);
    const x = vectors[k] ?? [];
    for (let i = 0; i < 3; i++)
      expect(x.reduce((sum, xj, j) => sum + (a[3 * i + j] ?? 0) * xj, 0)).toBeCloseTo(v * (x[i] ?? 0), 12);
  });
});

test("rounding makes no eigenvalue negative", () => {
  expect(Math.min(...eigenOf(new Float64Array(16).fill(1), 4).values)).toBe(0);
});
