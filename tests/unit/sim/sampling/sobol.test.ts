import { describe, expect, test } from "vitest";
import { stream } from "#domain";
import { MOST_DIMENSIONS, sobol } from "../../../../sim/sampling/sobol.ts";

describe("Sobol points", () => {
  test("are those of Joe and Kuo (scipy 1.17.1 qmc.Sobol without scrambling)", () => {
    const point = sobol(6);
    expect(point(0)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(point(1)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(point(2)).toEqual([0.75, 0.25, 0.25, 0.25, 0.75, 0.75]);
    expect(point(3)).toEqual([0.25, 0.75, 0.75, 0.75, 0.25, 0.25]);
  });

  test("fall once into each of 64 slices of every dimension, shifted or not", () => {
    for (const point of [sobol(MOST_DIMENSIONS), sobol(MOST_DIMENSIONS, (d) => stream(3, `shift ${d}`))])
      for (let d = 0; d < MOST_DIMENSIONS; d++) {
        const slices = new Set(Array.from({ length: 64 }, (_, i) => Math.floor((point(i)[d] ?? -1) * 64)));
        expect(slices.size, `dimension ${d}`).toBe(64);
      }
  });

  test("the first two dimensions fill each of 16 squares four times in 64 points", () => {
    const point = sobol(2);
    const counts = new Array(16).fill(0);
    for (let i = 0; i < 64; i++) {
      const [x = 0, y = 0] = point(i);
      counts[Math.floor(x * 4) * 4 + Math.floor(y * 4)]++;
    }
    expect(counts).toEqual(new Array(16).fill(4));
  });

  test("more dimensions than there are numbers for are refused", () => {
    expect(() => sobol(MOST_DIMENSIONS + 1)).toThrow(/1 to 21 dimensions/);
  });
});
