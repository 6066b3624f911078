/** Measures against cases computed by hand. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  caseCrps,
  casePinball,
  coverage,
  crps,
  mae,
  meanWidth,
  normalisedWidth,
  pinball,
  pinballLoss,
  rmse,
  skill,
} from "../../../forecasting/metrics.ts";

const gap = Number.NaN;

describe("errors of the median", () => {
  test("mean absolute and root mean square", () => {
    expect(mae([1, 2, 3], [2, 2, 5])).toEqual({ value: 1, n: 3 });
    expect(rmse([1, 2, 3], [2, 2, 5])).toEqual({ value: Math.sqrt(5 / 3), n: 3 });
  });

  test("pairs with a gap on either side do not count", () => {
    expect(mae([1, gap, 3], [2, 2, gap])).toEqual({ value: 1, n: 1 });
    expect(mae([gap], [1])).toEqual({ value: gap, n: 0 });
  });
});

describe("pinball loss", () => {
  test("weighs misses by the level", () => {
    expect(pinballLoss(10, 8, 0.9)).toBeCloseTo(1.8, 12);
    expect(pinballLoss(8, 10, 0.9)).toBeCloseTo(0.2, 12);
    expect(pinballLoss(5, 5, 0.1)).toBe(0);
  });

  test("mean over cases and levels", () => {
    // Case 1: levels .25 and .75 of y = 4 at 2 and 6: .25 * 2 = .5 and .25 * 2 = .5. Case 2: y = 0 at 2 and 6: 1.5 and 1.5.
    const quantiles = [
      [2, 6],
      [2, 6],
    ];
    expect(casePinball(4, [2, 6], [0.25, 0.75])).toBe(0.5);
    expect(pinball([4, 0], quantiles, [0.25, 0.75])).toEqual({ value: 1, n: 2 });
    expect(pinball([4, gap], quantiles, [0.25, 0.75])).toEqual({ value: 0.5, n: 1 });
  });

  test("is least, in the mean, at the quantile", () => {
    const sample = Array.from({ length: 99 }, (_, i) => i + 1);
    const loss = (q: number) => sample.reduce((sum, y) => sum + pinballLoss(y, q, 0.9), 0);
    const best = sample.reduce((a, b) => (loss(b) < loss(a) ? b : a));
    expect(best).toBe(90);
  });
});

describe("bands", () => {
  const quantiles = [
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 2],
    [10, 11, 14],
  ];
  test("coverage counts the bounds in, and skips gaps", () => {
    expect(coverage([0, 2, 3, gap], quantiles, 0, 2)).toEqual({ value: 2 / 3, n: 3 });
  });
  test("width, and width over the range of what came", () => {
    expect(meanWidth(quantiles, 0, 2)).toEqual({ value: 2.5, n: 4 });
    expect(normalisedWidth([0, 2, 3, 10], quantiles, 0, 2).value).toBe(0.25);
    expect(normalisedWidth([1, 1, 1, 1], quantiles, 0, 2).value).toBeNaN();
  });
});

describe("CRPS from quantiles", () => {
  test("by hand: levels .25, .5, .75 at -1, 0, 1 and y = 0", () => {
    // Losses .25, 0, .25; trapezoids between 0, .25, .5, .75, 1: .25 * (.125 + .125 + .125 + .125) = .125; twice that.
    expect(caseCrps(0, [-1, 0, 1], [0.25, 0.5, 0.75])).toBeCloseTo(0.25, 12);
  });

  test("comes close to the closed form of a uniform distribution with many levels", () => {
    // U(0, 1): CRPS(y) = y^2 - y + 1/3.
    const levels = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
    for (const y of [0, 0.3, 0.9]) expect(caseCrps(y, levels, levels)).toBeCloseTo(y * y - y + 1 / 3, 4);
  });

  test("averages over cases", () => {
    const q = [-1, 0, 1];
    expect(crps([0, gap], [q, q], [0.25, 0.5, 0.75])).toEqual({ value: 0.25, n: 1 });
  });

  test("is never negative", () => {
    const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(number, fc.array(number, { minLength: 7, maxLength: 7 }), (y, q) => {
        expect(caseCrps(y, Float64Array.from(q).sort())).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test("skill", () => {
  expect(skill(1, 4)).toBe(0.75);
  expect(skill(4, 4)).toBe(0);
  expect(skill(6, 4)).toBe(-0.5);
  expect(skill(1, 0)).toBeNaN();
});
