import { describe, expect, test } from "vitest";
import { type Distribution, distributionSchema, levels, quantile } from "../../../../sim/sampling/distribution.ts";

const COUNT = 20_000;
/** Mean and standard deviation over even shares. */
function moments(d: Distribution) {
  const values = Array.from({ length: COUNT }, (_, i) => Number(quantile(d, (i + 0.5) / COUNT)));
  const mean = values.reduce((a, b) => a + b, 0) / COUNT;
  const sd = Math.sqrt(values.reduce((a, v) => a + (v - mean) ** 2, 0) / COUNT);
  return { mean, sd, min: Math.min(...values), max: Math.max(...values) };
}

describe("moments", () => {
  test("uniform", () => {
    const { mean, sd } = moments({ kind: "uniform", min: 2, max: 8 });
    expect(mean).toBeCloseTo(5, 6);
    expect(sd).toBeCloseTo(6 / Math.sqrt(12), 4);
  });
  test("normal, and normal cut at one sd either side: sd 0.5396", () => {
    expect(moments({ kind: "normal", mean: 3, sd: 2 }).sd).toBeCloseTo(2, 2);
    const cut = moments({ kind: "normal", mean: 3, sd: 2, min: 1, max: 5 });
    expect(cut.mean).toBeCloseTo(3, 6);
    expect(cut.sd / 2).toBeCloseTo(0.5396, 3);
    expect(cut.min).toBeGreaterThanOrEqual(1);
    expect(cut.max).toBeLessThanOrEqual(5);
  });
  test("log-normal: mean is median exp(spread²/2)", () => {
    expect(moments({ kind: "log-normal", median: 2, spread: 0.4 }).mean).toBeCloseTo(2 * Math.exp(0.08), 2);
    expect(moments({ kind: "log-normal", median: 2, spread: 0.4, max: 2.5 }).max).toBeLessThanOrEqual(2.5);
  });
});

test("choices come as often as their weights say", () => {
  const d: Distribution = { kind: "choice", values: ["a", "b", "c"], weights: [1, 0, 3] };
  const drawn = Array.from({ length: 400 }, (_, i) => quantile(d, (i + 0.5) / 400));
  expect(drawn.filter((v) => v === "a")).toHaveLength(100);
  expect(drawn).not.toContain("b");
  expect(quantile(d, 1 - 2 ** -53)).toBe("c");
  expect(() => quantile({ kind: "choice", values: [1, 2], weights: [1] }, 0.1)).toThrow(/give one each/);
});

test("levels are listed, and what has none says so", () => {
  expect(levels({ kind: "grid", from: 0, to: 1, count: 5 })).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(levels({ kind: "grid", from: 4, to: 9, count: 1 })).toEqual([4]);
  expect(levels("x")).toEqual(["x"]);
  expect(() => levels({ kind: "uniform", min: 0, max: 1 })).toThrow(/no levels/);
});

test("limits that leave nothing are refused", () => {
  expect(() => quantile({ kind: "uniform", min: 2, max: 1 }, 0.5)).toThrow(/nothing between/);
  expect(() => quantile({ kind: "normal", mean: 0, sd: 1, min: 50, max: 60 }, 0.5)).toThrow(/nothing between/);
  expect(distributionSchema.safeParse({ kind: "normal", mean: 0, sd: 0 }).success).toBe(false);
  expect(distributionSchema.safeParse({ kind: "uniform", min: 0, max: 1, extra: 1 }).success).toBe(false);
});
