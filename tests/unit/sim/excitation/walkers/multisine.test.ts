import { describe, expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

const N = 400;
const base = { kind: "multisine", periodS: N * 900, longestPeriodS: (N * 900) / 4, shortestPeriodS: (N * 900) / 100 } as const;
const one = (more: object) =>
  createWalker({ spec: { ...base, ...more }, range: { min: -1, max: 1 }, stepS: 900, seed: 2, name: "x" }).fill(
    new Float64Array(N),
  );
/** Power of harmonic k of one period. */
const power = (x: Float64Array, k: number) => {
  let [c, s] = [0, 0];
  x.forEach((v, n) => {
    c += v * Math.cos((2 * Math.PI * k * n) / N);
    s += v * Math.sin((2 * Math.PI * k * n) / N);
  });
  return (2 * (c * c + s * s)) / (N * N);
};
const rms = (x: Float64Array) => Math.sqrt(x.reduce((a, v) => a + v * v, 0) / x.length);

describe.each([0, 1])("colour %i", (colour) => {
  const x = one({ colour });
  test("power at the lines asked for, by the law asked for, and nowhere else", () => {
    const reference = power(x, 10) * 10 ** colour;
    for (const k of [4, 5, 37, 100]) expect((power(x, k) * k ** colour) / reference).toBeCloseTo(1, 9);
    for (const k of [1, 2, 3, 101, 150]) expect(power(x, k)).toBeLessThan(1e-20);
  });

  test("Schroeder's phases keep the crest under 2; equal phases would have it above 5", () => {
    expect(Math.max(...x.map(Math.abs))).toBeCloseTo(1, 12);
    expect(1 / rms(x)).toBeLessThan(2);
  });
});

test("zippered controls are orthogonal over a period", () => {
  const [a, b] = [one({ everyLine: 2, lineOffset: 0 }), one({ everyLine: 2, lineOffset: 1 })];
  for (const shift of [0, 1, 17, 200]) {
    const dot = a.reduce((sum, v, i) => sum + v * (b[(i + shift) % N] ?? Number.NaN), 0);
    expect(Math.abs(dot) / (N * rms(a) * rms(b))).toBeLessThan(1e-9);
  }
});

test("lines that cannot be are refused", () => {
  expect(() => one({ longestPeriodS: 3600, shortestPeriodS: 7200 })).toThrow(expect.objectContaining({ code: "bad-input" }));
});
