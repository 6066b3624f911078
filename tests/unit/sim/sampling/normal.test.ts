import { expect, test } from "vitest";
import { normalProbability, normalQuantile } from "../../../../sim/sampling/normal.ts";

test("quantiles agree with tables", () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
});

test("probability undoes the quantile, in the middle and in the tails", () => {
  for (const p of [1e-12, 1e-6, 0.0013, 0.00136, 0.3, 0.5, 0.9, 0.9986, 0.9987, 1 - 1e-9])
    expect(normalProbability(normalQuantile(p)) / p).toBeCloseTo(1, 10);
  expect(normalProbability(-40)).toBe(0);
});
