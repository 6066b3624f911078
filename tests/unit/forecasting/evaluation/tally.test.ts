import { expect, test } from "vitest";
import { QUANTILE_LEVELS } from "#domain";
import { emptyCases, scoresOf, tallyOf } from "#forecasting";

const OF = { id: "s", building: "b", group: "g" };
const NORMAL = [-2.0537, -1.2816, -0.6745, 0, 0.6745, 1.2816, 2.0537];

test("normal quantiles on normal values: coverage, width, error and reliability as the theory has them", () => {
  const n = 4001;
  const cases = emptyCases(
    "m",
    Array.from({ length: n }, (_, k) => k * 3_600_000),
    [3600],
  );
  // Quantiles of the normal distribution itself, by bisection of its distribution function.
  const cdf = (z: number): number => {
    const t = 1 / (1 + 0.2316419 * Math.abs(z));
    const tail =
      0.39894228 *
      Math.exp((-z * z) / 2) *
      t *
      (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z > 0 ? 1 - tail : tail;
  };
  for (let k = 0; k < n; k++) {
    let [low, high] = [-6, 6];
    for (let i = 0; i < 50; i++) {
      const mid = (low + high) / 2;
      if (cdf(mid) < (k + 0.5) / n) low = mid;
      else high = mid;
    }
    cases.actual[k] = low;
    cases.quantiles.set(NORMAL, k * 7);
  }
  const scores = scoresOf(tallyOf(cases, OF));
  expect(scores.n).toBe(n);
  expect(scores.picp95).toBeCloseTo(0.95, 2);
  expect(scores.picp80).toBeCloseTo(0.8, 2);
  expect(scores.mpiw95).toBeCloseTo(3.92, 2);
  expect(scores.mae).toBeCloseTo(Math.sqrt(2 / Math.PI), 2);
  expect(scores.rmse).toBeCloseTo(1, 1);
  scores.reliability.forEach((share, j) => {
    expect(share).toBeCloseTo(QUANTILE_LEVELS[j]!, 2);
  });
});

test("cases without a forecast or a measurement do not count", () => {
  const cases = emptyCases("m", [0, 1, 2], [3600]);
  cases.actual.set([1, Number.NaN, 3]);
  cases.quantiles.set([0, 0, 0, 0, 0, 0, 0], 0);
  cases.quantiles.set([0, 0, 0, 0, 0, 0, 0], 7);
  expect(scoresOf(tallyOf(cases, OF))).toMatchObject({ n: 1, mae: 1, picp95: 0 });
});
