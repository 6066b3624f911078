import { expect, test } from "vitest";
import { operativeTempC } from "../../../../sim/comfort/operative.ts";

test("still air counts half, moving air more", () => {
  expect(operativeTempC(20, 24)).toBe(22);
  expect(operativeTempC(20, 24, 0.3)).toBeCloseTo(21.6, 12);
  expect(operativeTempC(20, 24, 0.8)).toBeCloseTo(21.2, 12);
});
