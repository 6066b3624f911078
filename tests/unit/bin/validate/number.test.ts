import { expect, it } from "vitest";
import { numberText } from "../../../../bin/validate/number.ts";

it.each([
  [null, "-"],
  [0, "0"],
  [3e-13, "<1e-9"],
  [-3e-13, "<1e-9"],
  [5.123e-4, "5.1e-4"],
  [1e-9, "1e-9"],
  [0.15, "0.15"],
  [0.07817, "0.078"],
  [1.10193, "1.102"],
  [-13.84, "-13.84"],
  [5432.1, "5432"],
  [Number.NaN, "NaN"],
])("%s is written %s", (value, text) => {
  expect(numberText(value)).toBe(text);
});
