import { expect, test } from "vitest";
import { type Cases, emptyCases } from "#forecasting";
import { ofSameDays, SAME_DAYS, SAME_DAYS_BLEND } from "../../../../bin/evaluate/same-days.ts";

const said = (model: string, value: number): Cases => {
  const cases = emptyCases(model, [0, 1], [3600]);
  cases.quantiles.fill(value);
  return cases;
};

test("ridge-ARX hears of as many days as the strategy, and the blend lies between both", () => {
  const asked: number[] = [];
  const ridge = (historyS: number) => {
    asked.push(historyS);
    return said("ridge-arx", 10);
  };
  const made = ofSameDays(28, ridge, said("probe", 20));
  expect(asked).toEqual([28 * 86_400]);
  expect(made.map((c) => c.model)).toEqual([SAME_DAYS, SAME_DAYS_BLEND]);
  expect(made[1]?.quantiles[0]).toBe(15);
  expect(ofSameDays(28, ridge, undefined)).toHaveLength(1);
  expect(ofSameDays(7, ridge, said("probe", 20))).toEqual([]);
});
