import { expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

test("goes through as many turns as the integral of its frequency says, up and down", () => {
  const spec = { kind: "chirp", longestPeriodS: 20_000, shortestPeriodS: 1_000, sweepS: 200_000 } as const;
  const steps = 200_000 / 50;
  const x = createWalker({ spec, range: { min: -1, max: 1 }, stepS: 50, seed: 2, name: "x" }).fill(new Float64Array(2 * steps));
  let crossings = 0;
  for (let i = 1; i < x.length; i++) if ((x[i - 1] ?? 0) < 0 !== (x[i] ?? 0) < 0) crossings++;
  // Integral of f1 (f2/f1)^(t/T) over a sweep: (f2 - f1) T / ln(f2/f1); two sweeps, two crossings a turn.
  const turns = ((1 / 1_000 - 1 / 20_000) * 200_000) / Math.log(20);
  expect(Math.abs(crossings - 4 * turns)).toBeLessThan(3);
});

test("starts somewhere else in every stream, at full height everywhere", () => {
  const year = (name: string) =>
    createWalker({ spec: { kind: "chirp" }, range: { min: 0, max: 1 }, stepS: 900, seed: 2, name }).fill(new Float64Array(3_000));
  expect(year("a")[0]).not.toBe(year("b")[0]);
  expect(Math.max(...year("a"))).toBeGreaterThan(0.99);
  expect(Math.min(...year("a"))).toBeLessThan(0.01);
});

test("a sweep that is shorter than two steps at its slow end is refused", () => {
  const spec = { kind: "chirp", longestPeriodS: 1_000 } as const;
  expect(() => createWalker({ spec, range: { min: 0, max: 1 }, stepS: 900, seed: 1, name: "x" })).toThrow(
    expect.objectContaining({ code: "bad-input" }),
  );
});
