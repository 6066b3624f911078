import { expect, test } from "vitest";
import { coverage } from "../../../../../sim/excitation/quality/coverage.ts";

const [temps, share] = [
  { min: 15, max: 25 },
  { min: 0, max: 1 },
];

test("one cell, all cells, and ends that belong to the last", () => {
  expect(coverage(Float64Array.of(20, 20.5), Float64Array.of(0.5, 0.55), temps, share)).toMatchObject({
    occupied: 0.01,
    evenness: 0,
  });
  const grid = Array.from({ length: 100 }, (_, k) => [15.5 + Math.floor(k / 10), 0.05 + (k % 10) / 10] as const);
  const full = coverage(
    Float64Array.from(grid, ([t]) => t),
    Float64Array.from(grid, ([, u]) => u),
    temps,
    share,
  );
  expect(full.occupied).toBe(1);
  expect(full.evenness).toBeCloseTo(1, 12);
  expect(coverage(Float64Array.of(25), Float64Array.of(1), temps, share).counts[99]).toBe(1);
});

test("what lies outside counts nowhere", () => {
  const { counts, occupied } = coverage(Float64Array.of(14.9, 25.1, 20), Float64Array.of(0.5, 0.5, 1.01), temps, share);
  expect(counts.every((n) => n === 0)).toBe(true);
  expect(occupied).toBe(0);
});
