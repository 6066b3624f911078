import { expect, test } from "vitest";
import { robustness } from "#forecasting";

const at = (targetMae: number, gap: number) =>
  robustness({ targetMae, targetNaiveMae: 1, sourceMae: 0.5, sourceNaiveMae: 1, gap });

test("the same advantage on the target as on the sources is 1, whatever the gap", () => {
  expect([at(0.5, 0.2), at(0.5, 1), at(0.5, 4)]).toEqual([1, 1, 1]);
});

test("half of the advantage over a gap of two is a loss of 1/sqrt(2) for each unit", () => {
  expect(at(1, 1)).toBeCloseTo(0.5);
  expect(at(1, 2)).toBeCloseTo(Math.SQRT1_2);
  expect(at(1, 0.1)).toBeCloseTo(0.5);
});

test("no index without numbers", () => {
  expect(at(Number.NaN, 1)).toBeNaN();
  expect(at(1, Number.NaN)).toBeNaN();
});
