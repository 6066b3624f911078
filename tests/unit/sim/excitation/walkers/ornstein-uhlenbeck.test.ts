import { expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

const path = (stepS: number, length: number) =>
  createWalker({
    spec: { kind: "ornstein-uhlenbeck", tauS: 3600, sd: 0.1 },
    range: { min: 0, max: 1 },
    stepS,
    seed: 3,
    name: "x",
  }).fill(new Float64Array(length));

test.each([300, 900, 3600])("standard deviation and memory do not depend on the step (%i s)", (stepS) => {
  const x = path(stepS, 60_000).map((v) => v - 0.5);
  const variance = x.reduce((a, v) => a + v * v, 0) / x.length;
  expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
  const lag = x.slice(1).reduce((a, v, i) => a + v * (x[i] ?? 0), 0) / x.length;
  expect(Math.abs(lag / variance - Math.exp(-stepS / 3600))).toBeLessThan(0.02);
});

test("turns round at the limits and does not stick to them", () => {
  const spec = { kind: "ornstein-uhlenbeck", sd: 1.5 } as const;
  const x = createWalker({ spec, range: { min: 0, max: 1 }, stepS: 900, seed: 3, name: "x" }).fill(new Float64Array(20_000));
  expect(x.filter((v) => v === 0 || v === 1).length).toBe(0);
  expect(x.filter((v) => v < 0.1).length).toBeGreaterThan(1_000);
});
