import { expect, test } from "vitest";
import { stream } from "#domain";
import { bootstrapMean } from "#forecasting";

const draw = () => stream(1, "bootstrap");

test("series of one building count once", () => {
  const values = [
    { building: "a", value: 0 },
    { building: "a", value: 0 },
    { building: "a", value: 0 },
    { building: "b", value: 1 },
  ];
  const { mean, n } = bootstrapMean(values, draw());
  expect([mean, n]).toEqual([0.5, 2]);
});

test("the interval of a mean of many normal values is mean -+ 1.96 / sqrt(n)", () => {
  const random = stream(3, "values");
  const values = Array.from({ length: 400 }, (_, i) => ({ building: String(i), value: random.normal() }));
  const { mean, low, high } = bootstrapMean(values, draw());
  expect(high - mean).toBeCloseTo(0.098, 1);
  expect(mean - low).toBeCloseTo(0.098, 1);
  expect(high - low).toBeGreaterThan(0.15);
  expect(high - low).toBeLessThan(0.24);
});

test("NaN values are left out; without values the mean is NaN", () => {
  expect(bootstrapMean([{ building: "a", value: Number.NaN }], draw())).toEqual({
    mean: Number.NaN,
    low: Number.NaN,
    high: Number.NaN,
    n: 0,
  });
});
