import { SingularValueDecomposition } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { stream } from "../../../../../domain/index.ts";
import { persistency } from "../../../../../sim/excitation/quality/persistency.ts";

const series = (length: number, f: (k: number) => number) => Float64Array.from({ length }, (_, k) => f(k));
const noise = (name: string, length = 2_000) => {
  const random = stream(1, name);
  return series(length, () => random.normal());
};

describe("rank", () => {
  test.each([1, 2, 5])("%i sines: two each", (n) => {
    const u = series(4_000, (k) => {
      let sum = 0;
      for (let i = 1; i <= n; i++) sum += Math.sin((0.37 * i + 0.011 * i * i) * k + i);
      return sum;
    });
    expect(persistency([u]).rank).toBe(2 * n);
  });
  test("white noise fills it, a constant has none of it", () => {
    expect(persistency([noise("a")])).toMatchObject({ rank: 40, rows: 40 });
    expect(persistency([new Float64Array(500).fill(3)]).rank).toBe(0);
  });
  test("two controls: twice as much, unless one follows the other", () => {
    const [a, b] = [noise("a"), noise("b")];
    expect(persistency([a, b])).toMatchObject({ rank: 80, rows: 80 });
    expect(persistency([a, a.map((v) => 2 * v + 7)]).rank).toBe(40);
    const late = series(2_000, (k) => a[(k + 1_997) % 2_000] ?? 0);
    // A copy three steps later adds the three rows at the end.
    expect(persistency([a, late]).rank).toBe(43);
  });
  test("units and offsets do not matter", () => {
    const u = noise("a").map((v, k) => v * (k % 7 === 0 ? 1 : 0.1));
    expect(persistency([u.map((v) => 4_500 * v + 21)]).rank).toBe(persistency([u]).rank);
  });
});

test("singular values are those of the Hankel matrix itself", () => {
  const u = noise("c", 300).map((v, k) => v + 3 * Math.sin(k / 9));
  const { singularValues } = persistency([u], 12);
  const mean = u.reduce((a, b) => a + b, 0) / 300;
  const hankel = Array.from({ length: 12 }, (_, i) => Array.from({ length: 289 }, (_, k) => (u[i + k] ?? 0) - mean));
  const { diagonal } = new SingularValueDecomposition(hankel, { autoTranspose: true });
  singularValues.forEach((s, i) => {
    expect(s).toBeCloseTo((diagonal[i] ?? 0) / (diagonal[0] ?? 1), 9);
  });
});

test("short data make a shallow matrix", () => {
  expect(persistency([noise("a", 19)]).rows).toBe(10);
});
