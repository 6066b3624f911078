import { expect, it } from "vitest";
import { within } from "../../../../sim/validation/row.ts";

it("bounds count as inside, a missing bound as none", () => {
  expect(within(1, 1, 2)).toBe(true);
  expect(within(2, 1, 2)).toBe(true);
  expect(within(2.1, 1, 2)).toBe(false);
  expect(within(-5, null, 2)).toBe(true);
  expect(within(5, 1, null)).toBe(true);
});

it("no number is never inside", () => {
  expect(within(Number.NaN, null, null)).toBe(false);
  expect(within(Number.POSITIVE_INFINITY, 0, null)).toBe(false);
});
