import { expect, test } from "vitest";
import { setApart } from "#forecasting";
import { hourlySeries, SOME_MONDAY } from "../../../support/hourly-series.ts";

const of = (id: string) => hourlySeries(id, 50, (h) => h);

test("whole buildings are set apart, the same for the same seed", () => {
  const all = ["a", "b", "c", "d", "e"].map(of);
  const { train, validation } = setApart(all, 7);
  expect(train.length + validation.length).toBe(5);
  expect(validation).toHaveLength(1);
  expect(setApart(all, 7).validation[0]?.id).toBe(validation[0]?.id);
});

test("with one building the newest fifth is, with a week before it to look back on", () => {
  const { train, validation } = setApart([of("a")], 1);
  expect(train[0]?.length).toBe(40 * 24);
  expect(validation[0]?.startTs).toBe(SOME_MONDAY + 33 * 86_400_000);
  expect(validation[0]?.length).toBe(17 * 24);
});
