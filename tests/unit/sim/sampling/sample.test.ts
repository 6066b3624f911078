import { describe, expect, test } from "vitest";
import { type Parameters, SAMPLING_METHODS, sample, sampleAll } from "../../../../sim/sampling/sample.ts";

const PARAMETERS: Parameters = {
  archetype: { kind: "choice", values: ["old", "new"] },
  mass: { kind: "log-normal", median: 1, spread: 0.3 },
  windows: { kind: "uniform", min: 0.5, max: 1.5 },
  fixed: 7,
};

describe.each(SAMPLING_METHODS)("%s", (method) => {
  test("the same seed draws the same, another seed another", () => {
    const draw = (seed: number) => sample({ parameters: PARAMETERS, count: 8, seed, method });
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1).every((d) => d.fixed === 7)).toBe(true);
  });
});

test.each(["random", "sobol"] as const)("%s: a longer sample begins with the shorter one", (method) => {
  const draw = (count: number) => sample({ parameters: PARAMETERS, count, seed: 3, method });
  expect(draw(50).slice(0, 20)).toEqual(draw(20));
});

test("random: another parameter changes no draw of the others", () => {
  const { archetype, ...rest } = PARAMETERS;
  const all = sample({ parameters: PARAMETERS, count: 10, seed: 3 });
  const fewer = sample({ parameters: rest, count: 10, seed: 3 });
  expect(fewer.map((d) => d.mass)).toEqual(all.map((d) => d.mass));
  expect(archetype).toBeDefined();
});

test("latin-hypercube: each slice of each parameter once", () => {
  const drawn = sample({ parameters: PARAMETERS, count: 40, seed: 5, method: "latin-hypercube" });
  const slices = drawn.map((d) => Math.floor((Number(d.windows) - 0.5) * 40));
  expect(new Set(slices).size).toBe(40);
  expect(drawn.filter((d) => d.archetype === "old")).toHaveLength(20);
});

describe("all combinations", () => {
  const grid: Parameters = {
    u: { kind: "grid", from: 0.1, to: 0.3, count: 3 },
    city: { kind: "choice", values: ["a", "b"] },
    n: 1,
  };
  test("cartesian", () => {
    const all = sampleAll(grid);
    expect(all).toHaveLength(6);
    expect(all[0]).toEqual({ u: 0.1, city: "a", n: 1 });
    expect(all[1]).toEqual({ u: 0.1, city: "b", n: 1 });
    expect(all[5]?.city).toBe("b");
  });
  test("zip", () => {
    expect(sampleAll({ u: { kind: "choice", values: [1, 2] }, c: { kind: "choice", values: ["a", "b"] }, n: 9 }, "zip")).toEqual([
      { u: 1, c: "a", n: 9 },
      { u: 2, c: "b", n: 9 },
    ]);
    expect(() => sampleAll(grid, "zip")).toThrow("'city' has 2 values, others have 3");
  });
});
