import { expect, it } from "vitest";
import { decayErrorK, orderOf, swingErrorK } from "../../../../../sim/validation/analytic/closed-form.ts";

it("tells an order: a cubic error falls by eight", () => {
  expect(orderOf((stepS) => stepS ** 3, 100)).toBeCloseTo(3, 12);
});

it("the error of a swing is really there, so its order means something", () => {
  expect(swingErrorK(3600)).toBeGreaterThan(1e-4);
  expect(swingErrorK(900)).toBeLessThan(swingErrorK(3600) / 15);
});

it("a decay is exact at a step longer than the zone is slow", () => {
  expect(decayErrorK(36 * 3600)).toBeLessThan(1e-12);
});
