import { expect, it } from "vitest";
import { compared, summaryOf } from "../../../../app/_compare/compared.ts";

const HOUR = 3_600_000;
const row = (h: number, mean: number) => ({ ts: h * HOUR, mean, min: mean, max: mean });

it("holds each line on a common grid, and breaks it where nothing was measured for long", () => {
  const often = [0, 0.25, 0.5, 0.75, 1, 3, 3.25].map((h) => row(h, 20 + h));
  const rows = compared([often, [row(1, 18), row(2, 19)]], 0, 4 * HOUR, 4);
  expect(rows.map((r) => r.ts / HOUR)).toEqual([0, 1, 2, 3, 4]);
  expect(rows.map((r) => r.values[0])).toEqual([20, 21, undefined, 23, 23.25]);
  expect(rows.map((r) => r.values[1])).toEqual([undefined, 18, 19, 19, 19]);
});

it("tells least, mean and greatest of what is known", () => {
  const rows = compared([[row(0, 10), row(1, 20)], []], 0, HOUR, 1);
  expect(summaryOf(rows, 0)).toEqual({ min: 10, mean: 15, max: 20 });
  expect(summaryOf(rows, 1)).toBeUndefined();
});
