import { expect, test } from "vitest";
import { uncross } from "../../../../forecasting/uncertainty/ordered.ts";

test("rows that crossed are sorted and counted, others stay", () => {
  const rows = Float32Array.of(1, 2, 3, 5, 4, 6, 9, 8, 7);
  expect(uncross(rows, 3)).toBe(2);
  expect(Array.from(rows)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
