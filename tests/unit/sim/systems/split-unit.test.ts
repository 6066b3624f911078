import { expect, test } from "vitest";
import { eerAt } from "../../../../sim/systems/split-unit.ts";

test("rated at 35 and 27 °C; worse when it is hotter, better when it is milder, and never a miracle", () => {
  expect(eerAt({ eer: 3.2 }, 35, 27)).toBeCloseTo(3.2, 12);
  expect(eerAt({ eer: 3.2 }, 42, 27)).toBeLessThan(3.2);
  expect(eerAt({ eer: 3.2 }, 35, 22)).toBeLessThan(3.2);
  expect(eerAt({ eer: 3.2 }, 28, 26)).toBeGreaterThan(3.2);
  expect(eerAt({ eer: 8 }, 0, 27)).toBe(12);
});
