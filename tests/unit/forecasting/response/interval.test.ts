import { expect, test } from "vitest";
import { stream } from "#domain";
import { clusterInterval } from "../../../../forecasting/response/interval.ts";

test("a single value is its own interval", () => {
  expect(clusterInterval([[3]], stream(1, "a"))).toEqual({ mean: 3, low: 3, high: 3, values: 1 });
});

test("buildings weigh alike however many seeds they have, and their spread widens the interval", () => {
  const { mean, low, high, values } = clusterInterval([[1, 1, 1], [3]], stream(1, "b"));
  expect({ mean, low, high, values }).toEqual({ mean: 2, low: 1, high: 3, values: 4 });
});

test("covers the mean of normal values about as often as it says", () => {
  const random = stream(5, "c");
  let covered = 0;
  for (let trial = 0; trial < 60; trial++) {
    const { low, high } = clusterInterval(
      Array.from({ length: 20 }, () => [random.normal()]),
      random,
    );
    if (low <= 0 && high >= 0) covered++;
  }
  expect(covered / 60).toBeGreaterThan(0.85);
});

test("nothing to sum up is refused", () => {
  expect(() => clusterInterval([[]], stream(1, "d"))).toThrow(/at least one value/);
});
