/** Sizes are recovered, outliers do not bend them, and what can only warm does not cool. */
import { expect, test } from "vitest";
import { stream } from "#domain";
import { sizesOf } from "../../../../../forecasting/baselines/grey-box/sizes.ts";

function regression(rows: number, truth: readonly number[], error: (r: number) => number) {
  const random = stream(3, "sizes");
  const n = truth.length;
  const x = Float64Array.from({ length: rows * n }, () => random.normal());
  const y = Float64Array.from({ length: rows }, (_, r) => truth.reduce((sum, s, j) => sum + s * (x[r * n + j] ?? 0), error(r)));
  return { rows, x, y };
}

test("recovers the sizes of exact rows to the small pull of the ridge", () => {
  const truth = [1.5, -0.7, 0.2];
  const { sizes, loss } = sizesOf(
    regression(500, truth, () => 0),
    [false, false, false],
  );
  truth.forEach((size, j) => {
    expect(Math.abs((sizes[j] ?? 0) - size)).toBeLessThan(0.03);
  });
  expect(loss).toBeLessThan(0.05);
});

test("one row in ten that is far off counts by its distance, not by its square", () => {
  const { sizes } = sizesOf(
    regression(500, [1], (r) => (r % 10 === 0 ? 30 : 0)),
    [false],
  );
  expect(Math.abs((sizes[0] ?? 0) - 1)).toBeLessThan(0.15);
});

test("a gain that would cool is left out if it can only warm, and the others are solved without it", () => {
  const rows = regression(500, [1, -2], () => 0);
  expect(sizesOf(rows, [true, true]).sizes[1]).toBe(0);
  expect(sizesOf(rows, [true, true]).sizes[0]).toBeGreaterThan(0.5);
  expect(sizesOf(rows, [true, false]).sizes[1]).toBeLessThan(-1.9);
});

test("a column without any weight gets size 0", () => {
  const { sizes } = sizesOf({ rows: 3, x: Float64Array.of(1, 0, 2, 0, 3, 0), y: Float64Array.of(1, 2, 3) }, [false, false]);
  expect(sizes[1]).toBe(0);
  expect(sizes[0]).toBeGreaterThan(0.9);
});
