/** Areas and common parts of convex polygons. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { areaOf, common } from "../../../../sim/weather/polygon.ts";

const square = [0, 0, 2, 0, 2, 2, 0, 2];

test("areas, whichever way round", () => {
  expect(areaOf(square)).toBe(4);
  expect(areaOf([0, 0, 0, 2, 2, 2, 2, 0])).toBe(4);
  expect(areaOf([0, 0, 4, 0, 0, 3])).toBe(6);
  expect(areaOf([])).toBe(0);
});

test.each([
  ["a corner", [1, 1, 3, 1, 3, 3, 1, 3], 1],
  ["itself", square, 4],
  ["one inside", [0.5, 0.5, 1.5, 0.5, 1.5, 1.5, 0.5, 1.5], 1],
  ["one around", [-1, -1, 5, -1, 5, 5, -1, 5], 4],
  ["one beside", [3, 0, 4, 0, 4, 1, 3, 1], 0],
  ["a leaning one", [0, 0, 2, 0, 3, 2, 1, 2], 3],
  ["a line", [0, 0, 2, 2, 2, 2, 0, 0], 0],
])("a square and %s", (_, other, area) => {
  expect(areaOf(common(square, other))).toBeCloseTo(area, 12);
  expect(areaOf(common(other, square))).toBeCloseTo(area, 12);
});

test("parallelograms against counted points", () => {
  const n = fc.integer({ min: -20, max: 20 });
  fc.assert(
    fc.property(n, n, n, n, (x, y, dx, dy) => {
      const p = [x / 10, y / 10, x / 10 + 2, y / 10, x / 10 + 2 + dx / 10, y / 10 + dy / 10, x / 10 + dx / 10, y / 10 + dy / 10];
      let inside = 0;
      const N = 60;
      for (let i = 0; i < N; i++)
        for (let j = 0; j < N; j++) {
          const [px, py] = [((i + 0.5) * 2) / N, ((j + 0.5) * 2) / N];
          const v = dy === 0 ? -1 : (py - y / 10) / (dy / 10);
          const u = (px - x / 10 - (v * dx) / 10) / 2;
          if (v >= 0 && v <= 1 && u >= 0 && u <= 1) inside++;
        }
      return Math.abs(areaOf(common(square, p)) - (4 * inside) / N ** 2) < 0.25;
    }),
    { numRuns: 60 },
  );
});
