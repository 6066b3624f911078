/** The noise is a function of key and place alone: normal, smooth, without dips of variance, independent when far apart. */
import { expect, test } from "vitest";
import { smoothNoise } from "../../../../sim/weather/noise.ts";

const N = 20_000;
const at = (offset: number, key = 7) => Array.from({ length: N }, (_, k) => smoothNoise(key, k * 3 + offset));
const mean = (values: readonly number[]) => values.reduce((s, v) => s + v, 0) / values.length;
const product = (a: readonly number[], b: readonly number[]) => mean(a.map((v, i) => v * (b[i] ?? Number.NaN)));

test.each([0, 0.25, 0.5, 0.9])("mean 0 and variance 1 at %f of the way between two knots", (offset) => {
  const values = at(offset);
  expect(Math.abs(mean(values))).toBeLessThan(4 / Math.sqrt(N));
  expect(product(values, values)).toBeCloseTo(1, 1);
});

test("places more than two apart, and other keys, are uncorrelated", () => {
  const values = at(0.3);
  expect(Math.abs(product(values, at(2.3)))).toBeLessThan(4 / Math.sqrt(N));
  expect(Math.abs(product(values, at(0.3, 8)))).toBeLessThan(4 / Math.sqrt(N));
});

test("continuous across knots, on both sides of nought", () => {
  for (const x of [-1e6, -1, 0, 5, 2 ** 33]) expect(smoothNoise(1, x - 1e-5)).toBeCloseTo(smoothNoise(1, x + 1e-5), 3);
});
