import { expect, test } from "vitest";
import { chance } from "../../../../sim/life/chance.ts";

const many = Array.from({ length: 20_000 }, (_, i) => 29_000_000 + i);
const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;

test("numbers belong to their place, not to the order of asking", () => {
  const [a, b] = [chance(1, "noise"), chance(1, "noise")];
  const forward = many.map((n) => a.normal(n));
  expect([...many].reverse().map((n) => b.normal(n))).toEqual(forward.reverse());
});

test("neighbours in time, name and seed are unrelated, with the right spread", () => {
  const x = many.map((n) => chance(1, "a").normal(n));
  for (const other of [chance(2, "a"), chance(1, "b")]) {
    const y = many.map((n) => other.normal(n));
    expect(Math.abs(mean(x.map((v, i) => v * (y[i] ?? 0))))).toBeLessThan(0.03);
  }
  expect(Math.abs(mean(x.slice(1).map((v, i) => v * (x[i] ?? 0))))).toBeLessThan(0.03);
  expect(Math.abs(mean(x))).toBeLessThan(0.03);
  expect(mean(x.map((v) => v * v))).toBeCloseTo(1, 1);
});
