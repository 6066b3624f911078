import fc from "fast-check";
import { expect, test } from "vitest";
import { levelAt, reflect, stepsOf } from "../../../../sim/excitation/walker.ts";

test("a level at a share of the range is never outside of it", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (min, width, share) => {
        const range = { min, max: min + width };
        const level = levelAt(range, share);
        expect(level >= range.min && level <= range.max).toBe(true);
      },
    ),
    { seed: 1 },
  );
  expect([levelAt({ min: 15, max: 24 }, 0), levelAt({ min: 15, max: 24 }, 1)]).toEqual([15, 24]);
});

test("a walk turns round at its limits", () => {
  expect([-0.25, 1.25, 2.25, 3.75, -1.5].map(reflect)).toEqual([0.25, 0.75, 0.25, 0.25, 0.5]);
  expect([0, 0.3, 1].map(reflect)).toEqual([0, 0.3, 1]);
});

test("durations in whole steps, one at least", () => {
  expect([1, 899, 1400, 3600].map((s) => stepsOf(s, 900))).toEqual([1, 1, 2, 4]);
});
