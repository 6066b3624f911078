/** Least squares from sums: exact lines, shrinkage, left-out columns, errors without a second pass. */
import { expect, test } from "vitest";
import { stream } from "#domain";
import {
  absorb,
  addRow,
  type Gram,
  newGram,
  rowsIn,
  solveRidge,
  squaredError,
  standardise,
} from "../../../../../forecasting/baselines/ridge/gram.ts";

const NO_PRIOR = { column: 0, weight: 0 };

function gramOf(rows: readonly (readonly [readonly number[], number])[]): Gram {
  const gram = newGram(rows[0]?.[0].length ?? 0);
  const z = new Float64Array(gram.size + 2);
  for (const [x, y] of rows) addRow(gram, Float64Array.from(x), y, z);
  return gram;
}

const random = stream(1, "gram");
const rows = Array.from({ length: 200 }, () => {
  const [a, b, c] = [random.normal(), 5 + random.normal(), random.normal()];
  return [[a, b, c], 3 + 2 * a - b + 0.5 * c] as const;
});

function solved(gram: Gram, lambda: number, use: (c: number) => boolean = () => true, prior = NO_PRIOR) {
  const system = standardise(gram, use);
  if (!system) throw new Error("nothing to solve");
  return solveRidge(system, lambda, gram.size, prior);
}

test("recovers an exact linear law", () => {
  const { intercept, weights } = solved(gramOf(rows), 1e-10);
  expect(intercept).toBeCloseTo(3, 6);
  expect([...weights].map((w) => Number(w.toFixed(6)))).toEqual([2, -1, 0.5]);
});

test("one standardised column shrinks by exactly 1 / (1 + lambda)", () => {
  // x in {-1, 1} has mean 0 and variance 1, so its weight is 2 / (1 + lambda).
  const gram = gramOf([
    [[-1], 1],
    [[1], 5],
  ]);
  const { intercept, weights } = solved(gram, 0.25);
  expect(intercept).toBeCloseTo(3, 12);
  expect(weights[0]).toBeCloseTo(1.6, 12);
});

test("a heavy penalty leads to the prior, not to zero", () => {
  const { weights } = solved(gramOf(rows), 1e9, () => true, { column: 1, weight: 1 });
  expect([...weights].map((w) => Number(w.toFixed(6)))).toEqual([0, 1, 0]);
});

test("a column left out gets no weight, and the others are those of the smaller regression", () => {
  const small = solved(gramOf(rows.map(([x, y]) => [[x[0], x[2]], y] as const)), 0.1);
  const masked = solved(gramOf(rows), 0.1, (c) => c !== 1);
  expect(masked.weights[1]).toBe(0);
  expect(masked.weights[0]).toBeCloseTo(small.weights[0] ?? Number.NaN, 10);
  expect(masked.weights[2]).toBeCloseTo(small.weights[1] ?? Number.NaN, 10);
});

test("a constant column is left out; nothing but constants cannot be solved", () => {
  const withConstant = gramOf(rows.map(([x, y]) => [[x[0], 7, x[2]], y] as const));
  expect(solved(withConstant, 0.1).weights[1]).toBe(0);
  expect(
    standardise(
      gramOf([
        [[7], 1],
        [[7], 2],
      ]),
      () => true,
    ),
  ).toBeUndefined();
  expect(standardise(newGram(2), () => true)).toBeUndefined();
});

test("the squared error from the sums is that of the rows", () => {
  const model = solved(gramOf(rows.slice(0, 20)), 0.5);
  const later = rows.slice(100);
  let direct = 0;
  for (const [x, y] of later)
    direct += (y - model.intercept - x.reduce((sum, v, c) => sum + v * (model.weights[c] ?? 0), 0)) ** 2;
  expect(squaredError(gramOf(later), model)).toBeCloseTo(direct, 6);
});

test("absorbing moves the rows", () => {
  const into = gramOf(rows.slice(0, 50));
  const from = gramOf(rows.slice(50));
  absorb(into, from);
  expect(rowsIn(into)).toBe(200);
  expect(rowsIn(from)).toBe(0);
  into.sums.forEach((v, i) => {
    expect(v).toBeCloseTo(gramOf(rows).sums[i] ?? Number.NaN, 6);
  });
});
