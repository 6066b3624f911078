import { expect, test } from "vitest";
import { categoryOfCo2, categoryOfVote } from "../../../../sim/comfort/categories.ts";

test("votes fall into categories by their size, and none beyond the last", () => {
  expect([0, -0.2, 0.21, -0.5, 0.7, 0.9, 1.1].map(categoryOfVote)).toEqual(["I", "I", "II", "II", "III", "IV", "none"]);
  expect(categoryOfVote(Number.NaN)).toBe("none");
});

test("CO2 above outdoors: the worst category has no upper end", () => {
  expect([100, 600, 1000, 5000].map(categoryOfCo2)).toEqual(["I", "II", "III", "IV"]);
  expect(categoryOfCo2(Number.NaN)).toBe("none");
});
