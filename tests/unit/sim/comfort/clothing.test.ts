import { expect, test } from "vitest";
import { clothingClo } from "../../../../sim/comfort/clothing.ts";

test("people dress for the morning: 1 clo in frost, 0.46 in summer, and never more the warmer it is", () => {
  expect([clothingClo(-20), clothingClo(0), clothingClo(30)]).toEqual([1, 0.818, 0.46]);
  const course = Array.from({ length: 60 }, (_, i) => clothingClo(i - 15));
  for (const [i, clo] of course.entries()) if (i > 0) expect(clo).toBeLessThanOrEqual(course[i - 1] ?? 0);
});

test("its pieces meet", () => {
  for (const edge of [-5, 5, 26]) expect(Math.abs(clothingClo(edge) - clothingClo(edge - 1e-9))).toBeLessThan(0.01);
});
