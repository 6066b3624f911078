import fc from "fast-check";
import { expect, it } from "vitest";
import { toStep, wholeFahrenheitLost } from "../../../../app/_ui/to-step.ts";

const RANGE = { min: 5, max: 30, step: 0.5 };

it("finds the nearest step without the dust of floating point", () => {
  expect(toStep(20.3, RANGE)).toBe(20.5);
  expect(toStep(20.24, { min: 5, max: 30, step: 0.1 })).toBe(20.2);
});

it("stays in the range, also when the range is no whole number of steps", () => {
  expect(toStep(-100, RANGE)).toBe(5);
  expect(toStep(Number.POSITIVE_INFINITY, RANGE)).toBe(30);
  expect(toStep(100, { min: 5, max: 30, step: 2 })).toBe(29);
});

it("is at home on its own values", () => {
  fc.assert(
    fc.property(fc.double({ min: -50, max: 80, noNaN: true }), (v) => {
      const stepped = toStep(v, RANGE);
      expect(toStep(stepped, RANGE)).toBe(stepped);
    }),
  );
});

it.each([
  [0.1, false],
  [0.5, false],
  [1, true],
])("T35: steps of %s °C lose whole degrees Fahrenheit: %s, and then the page says so", (step, lost) => {
  expect(wholeFahrenheitLost({ min: 7, max: 36, step })).toBe(lost);
});
