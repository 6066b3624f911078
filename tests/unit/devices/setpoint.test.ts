import fc from "fast-check";
import { expect, test } from "vitest";
import { isEcho, onGrid } from "../../../devices/setpoint.ts";

const trv = { min: 5, max: 30, step: 0.5 };

test.each([
  [19.26, 19.5],
  [19.24, 19],
  [19.25, 19.5],
  [-40, 5],
  [99, 30],
  [20.3, 20.5],
])("%d °C becomes %d on a half-degree valve", (wanted, value) => expect(onGrid(wanted, trv)).toBe(value));

test("the grid is counted from the smallest value, and its last point may lie below the largest", () => {
  expect(onGrid(6, { min: 4.5, max: 30, step: 1 })).toBe(6.5);
  expect(onGrid(10, { min: 5, max: 9.9, step: 2 })).toBe(9);
});

test("T36: no step multiple carries the dust of binary fractions on the wire", () => {
  for (const step of [0.05, 0.1, 0.2, 0.5, 1])
    for (let k = 0; k <= 25 / step; k++) {
      const value = onGrid(5 + k * step, { min: 5, max: 30, step });
      expect(JSON.stringify(value)).toMatch(/^\d{1,2}(\.\d{1,2})?$/);
      expect(value).toBeCloseTo(5 + k * step, 9);
    }
});

test("T35: all 52 whole degrees Fahrenheit from 45 to 96 come back from steps of 0.1 and 0.5 °C; of 1 °C, 29 do", () => {
  const survive = (step: number): number =>
    Array.from({ length: 52 }, (_, i) => 45 + i).filter((f) => {
      const value = onGrid(((f - 32) * 5) / 9, { min: 0, max: 40, step });
      return Math.round((value * 9) / 5 + 32) === f;
    }).length;
  expect(survive(0.1)).toBe(52);
  expect(survive(0.5)).toBe(52);
  expect(survive(1)).toBe(29);
});

test("a value on the grid stays, every result is within the range and within half a step", () => {
  fc.assert(
    fc.property(fc.double({ min: -50, max: 80, noNaN: true }), fc.constantFrom(0.05, 0.1, 0.5, 1), (wanted, step) => {
      const range = { min: 5, max: 30, step };
      const value = onGrid(wanted, range);
      expect(value).toBeGreaterThanOrEqual(5);
      expect(value).toBeLessThanOrEqual(30);
      expect(onGrid(value, range)).toBe(value);
      if (wanted >= 5 && wanted <= 30) expect(isEcho(value, wanted, step)).toBe(true);
    }),
  );
});

test("an echo is a report within half a step", () => {
  expect(isEcho(19.75, 19.5, 0.5)).toBe(true);
  expect(isEcho(19.8, 19.5, 0.5)).toBe(false);
});
