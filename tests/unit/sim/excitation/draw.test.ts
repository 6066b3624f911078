import { expect, test } from "vitest";
import { stream } from "../../../../domain/index.ts";
import { deck, logUniform, oneOf, poisson } from "../../../../sim/excitation/draw.ts";

const many = (draw: () => number, n = 40_000) => Array.from({ length: n }, draw);
const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length;

test.each([0.1, 1, 8, 29.5, 30, 75.25, 400])("Poisson draws of mean %s have that mean and that variance", (lambda) => {
  const random = stream(1, `poisson ${lambda}`);
  const x = many(() => poisson(random, lambda));
  expect(x.every((v) => Number.isInteger(v) && v >= 0)).toBe(true);
  // Four standard errors of the mean; the variance's is about sqrt(2/n) of itself, and more for small means.
  expect(Math.abs(mean(x) - lambda)).toBeLessThan(4 * Math.sqrt(lambda / x.length));
  const variance = mean(x.map((v) => (v - lambda) ** 2));
  expect(Math.abs(variance / lambda - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / lambda) / x.length));
});

test("Poisson draws of mean 2 come as often as they should", () => {
  const random = stream(2, "poisson");
  const x = many(() => poisson(random, 2));
  [0.1353, 0.2707, 0.2707, 0.1804, 0.0902].forEach((p, k) => {
    expect(Math.abs(x.filter((v) => v === k).length / x.length - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / x.length));
  });
  expect(poisson(random, 0)).toBe(0);
});

test("log-uniform draws stay inside and halve at the geometric mean", () => {
  const random = stream(3, "log");
  const x = many(() => logUniform(random, 2, 32));
  expect(x.every((v) => v >= 2 && v <= 32)).toBe(true);
  expect(x.filter((v) => v < 8).length / x.length).toBeCloseTo(0.5, 1);
  expect(logUniform(random, 5, 5)).toBe(5);
});

test("a deck deals every card once before it deals one twice, in another order each time", () => {
  const random = stream(4, "deck");
  const next = deck(random, 16);
  const rounds = Array.from({ length: 50 }, () => Array.from({ length: 16 }, next));
  for (const round of rounds) expect([...round].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i));
  expect(new Set(rounds.map(String)).size).toBe(50);
});

test("one of a list", () => {
  const random = stream(5, "list");
  expect(new Set(many(() => oneOf(random, [3, 5, 9]), 200))).toEqual(new Set([3, 5, 9]));
});
