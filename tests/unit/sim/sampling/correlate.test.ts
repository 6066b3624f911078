import { expect, test } from "vitest";
import { stream } from "#domain";
import { correlate } from "../../../../sim/sampling/correlate.ts";
import { normalQuantile } from "../../../../sim/sampling/normal.ts";

test("normal scores correlate as given, and every share stays uniform", () => {
  const bend = correlate(["a", "b", "c"], [{ between: ["a", "c"], rho: -0.7 }]);
  const chance = stream(1, "u");
  const drawn = Array.from({ length: 20_000 }, () =>
    bend([chance.uniform() + 1e-9, chance.uniform() + 1e-9, chance.uniform() + 1e-9]),
  );
  const score = (k: number) => drawn.map((u) => normalQuantile(u[k] ?? 0.5));
  const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const corr = (x: number[], y: number[]) => {
    const [mx, my] = [mean(x), mean(y)];
    const cov = mean(x.map((v, i) => (v - mx) * ((y[i] ?? 0) - my)));
    return cov / Math.sqrt(mean(x.map((v) => (v - mx) ** 2)) * mean(y.map((v) => (v - my) ** 2)));
  };
  expect(corr(score(0), score(2))).toBeCloseTo(-0.7, 1);
  expect(Math.abs(corr(score(0), score(1)))).toBeLessThan(0.03);
  expect(mean(drawn.map((u) => u[2] ?? 0))).toBeCloseTo(0.5, 1);
  expect(drawn.filter((u) => (u[2] ?? 0) < 0.1).length / drawn.length).toBeCloseTo(0.1, 1);
});

test("what nobody correlates is left alone", () => {
  expect(correlate(["a", "b"], [])([0.25, 0.75])).toEqual([0.25, 0.75]);
});

test("unknown names and contradictions are refused", () => {
  expect(() => correlate(["mass"], [{ between: ["mass", "maas"], rho: 0.1 }])).toThrow("unknown correlated parameter 'maas'");
  const ring = [["a", "b", 0.9] as const, ["b", "c", 0.9] as const, ["a", "c", -0.9] as const];
  expect(() =>
    correlate(
      ["a", "b", "c"],
      ring.map(([x, y, rho]) => ({ between: [x, y], rho })),
    ),
  ).toThrow(/contradict/);
});
