import { expect, test } from "vitest";
import { QUANTILE_LEVELS } from "#domain";
import { mixed } from "../../../../forecasting/uncertainty/mixture.ts";

const NORMAL = [-2.0537, -1.2816, -0.6745, 0, 0.6745, 1.2816, 2.0537];
const member = (shift: number): Float32Array => Float32Array.from(NORMAL, (q) => q + shift);

test("equal members are their mixture", () => {
  const out = mixed([member(1), member(1), member(1)], QUANTILE_LEVELS);
  out.forEach((q, j) => {
    expect(q).toBeCloseTo(NORMAL[j]! + 1, 3);
  });
});

test("members that disagree make a wider forecast than each of them, around their common middle", () => {
  const out = mixed([member(-2), member(2)], QUANTILE_LEVELS);
  expect(out[3]).toBeCloseTo(0, 1);
  expect(out[6]! - out[0]!).toBeGreaterThan(6);
  expect(Array.from(out)).toEqual(Array.from(out).sort((a, b) => a - b));
  // 90 % of the mixture lies below 2 + z(.8): the upper member's share below must be .8.
  expect(out[5]).toBeCloseTo(2 + 0.8416, 0);
});

test("a member without any spread is a step", () => {
  const out = mixed([new Float32Array(7).fill(3)], QUANTILE_LEVELS);
  out.forEach((q) => {
    expect(q).toBeCloseTo(3, 4);
  });
});
