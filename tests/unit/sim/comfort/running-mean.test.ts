import { expect, test } from "vitest";
import { runningMeanC } from "../../../../sim/comfort/running-mean.ts";

test("the weights of seven days, yesterday the most", () => {
  const days = [10, 10, 10, 10, 10, 10, 17.6, 10, 0];
  const mean = runningMeanC(days);
  expect(mean[6]).toBeCloseTo(10, 12);
  expect(mean[7]).toBeCloseTo(10 + 7.6 / 3.8, 12);
  expect(mean[8]).toBeCloseTo(10 + (0.8 * 7.6) / 3.8, 12);
});

test("early days use the days there are, the first its own", () => {
  expect([...runningMeanC([4, 8, 0])]).toEqual([4, 4, (8 + 0.8 * 4) / 1.8]);
});
