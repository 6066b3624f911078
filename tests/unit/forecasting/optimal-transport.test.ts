import { expect, test } from "vitest";
import { stream } from "#domain";
import { type Cloud, sinkhornDistance, spearman } from "../../../forecasting/optimal-transport.ts";

function cloud(seed: number, shift: number, count = 80, spread = 1): Cloud {
  const random = stream(seed, "cloud");
  return {
    size: 2,
    points: Float64Array.from({ length: 2 * count }, (_, i) => spread * random.normal() + (i % 2 === 0 ? shift : 0)),
  };
}

test("a shifted copy is as far away as the shift", () => {
  const a = cloud(1, 0);
  const b = { size: 2, points: a.points.map((v, i) => (i % 2 === 0 ? v + 3 : v)) };
  expect(sinkhornDistance(a, a)).toBeCloseTo(0, 6);
  expect(sinkhornDistance(a, b, 0.01)).toBeCloseTo(3, 1);
});

test("symmetric, and growing with the shift; clouds of other sizes can be compared", () => {
  const a = cloud(1, 0);
  const distances = [0.5, 1, 2, 4].map((shift) => sinkhornDistance(a, cloud(2, shift, 50)));
  expect([...distances].sort((x, y) => x - y)).toEqual(distances);
  const b = cloud(2, 1, 50);
  expect(sinkhornDistance(a, b)).toBeCloseTo(sinkhornDistance(b, a), 3);
});

test("a wider cloud around the same centre is a distance away: means alone do not tell", () => {
  expect(sinkhornDistance(cloud(1, 0), cloud(2, 0, 80, 3))).toBeGreaterThan(3 * sinkhornDistance(cloud(1, 0), cloud(2, 0)));
});

test("clouds that cannot be compared have no distance", () => {
  expect(sinkhornDistance(cloud(1, 0), { size: 3, points: new Float64Array(6) })).toBeNaN();
  expect(sinkhornDistance(cloud(1, 0), { size: 2, points: new Float64Array(0) })).toBeNaN();
});

test("Spearman's rank correlation: order counts, ties share a rank", () => {
  expect(spearman([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1);
  expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1);
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: sum of products 4.5, sums of squares 4.5 and 5.
  expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5));
  expect(spearman([1, 2], [1, 2])).toBeNaN();
});
