/** Conformal corrections: ranks by hand, bounds in order, promised coverage, and recovery after a shift. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { P10, P50, P90, stream } from "#domain";
import {
  adaptiveLead,
  conformityScores,
  correction,
  cqrCorrections,
  INTERVAL_COUNT,
  interpolatedCorrection,
  widened,
} from "../../../forecasting/conformal.ts";

const BAND = [-4, -3, -2, 0, 2, 3, 4];

test("scores tell how far outside each interval a value lies, negative inside", () => {
  expect(conformityScores(BAND, 5)).toEqual([1, 2, 3]);
  expect(conformityScores(BAND, -2.5)).toEqual([-1.5, -0.5, 0.5]);
  expect(conformityScores(BAND, 0)).toEqual([-4, -3, -2]);
});

describe("the correction between ranks", () => {
  const nine = [9, 1, 8, 2, 7, 3, 6, 4, 5];

  test("equals the ranked one where the rank is whole, lies on a line between its neighbours elsewhere, and never beyond the ends", () => {
    expect(interpolatedCorrection(nine, 0.2)).toBeCloseTo(8, 12);
    expect(interpolatedCorrection(nine, 0.55)).toBeCloseTo(4.5, 12);
    expect(interpolatedCorrection(nine, 0.04)).toBe(9);
    expect(interpolatedCorrection(nine, 1)).toBe(1);
    expect(interpolatedCorrection([], 0.2)).toBe(0);
  });

  test("leaves out on average the promised share, where the rounded rank leaves out less", () => {
    const random = stream(5, "ranks");
    const missed = { between: 0, rounded: 0 };
    const [rounds, n, missRate] = [4_000, 30, 0.25];
    for (let k = 0; k < rounds; k++) {
      const scores = Array.from({ length: n }, () => random.uniform());
      const next = random.uniform();
      if (next > interpolatedCorrection(scores, missRate)) missed.between++;
      if (next > correction(scores, missRate)) missed.rounded++;
    }
    // Three standard errors of a share of a quarter.
    const allowed = 3 * Math.sqrt((missRate * (1 - missRate)) / rounds);
    expect(Math.abs(missed.between / rounds - missRate)).toBeLessThan(allowed);
    expect(missed.rounded).toBeLessThan(missed.between);
  });
});

describe("the correction", () => {
  const nine = [5, 1, 4, 2, 3, 9, 8, 7, 6];
  test("is the order statistic of rank (n + 1)(1 - miss rate)", () => {
    expect(correction(nine, 0.2)).toBe(8);
    expect(correction(nine, 0.5)).toBe(5);
    expect(correction(nine, 0.55)).toBe(5);
  });
  test("ends at the extremes, and is 0 without scores", () => {
    expect(correction(nine, 0.04)).toBe(9);
    expect(correction(nine, 0)).toBe(9);
    expect(correction(nine, 1)).toBe(1);
    expect(correction([], 0.2)).toBe(0);
  });
});

describe("widening", () => {
  test("moves the bounds of each interval, not the median", () => {
    expect(widened(BAND, [1, 0.5, 0])).toEqual([-5, -3.5, -2, 0, 2, 3.5, 5]);
    expect(widened(BAND, [-1, -1, -1])).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  });
  test("never lets quantiles cross", () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 7, maxLength: 7 }), fc.array(number, { minLength: 3, maxLength: 3 }), (q, by) => {
        const sorted = [...q].sort((a, b) => a - b);
        const out = widened(sorted, by);
        expect(out[P50]).toBe(sorted[P50]);
        expect(out).toEqual([...out].sort((a, b) => a - b));
      }),
    );
  });
});

test("CQR makes a band that was far too narrow hold 80 % of new cases", () => {
  const random = stream(1, "cqr");
  const narrow = BAND.map((v) => v / 20);
  const draw = () => ({ quantiles: narrow, actual: random.normal() });
  const corrections = cqrCorrections([...Array.from({ length: 400 }, draw), { quantiles: narrow, actual: Number.NaN }]);
  expect(corrections.length).toBe(INTERVAL_COUNT);
  const band = widened(narrow, corrections);
  const inside = Array.from({ length: 4000 }, draw).filter((c) => c.actual >= (band[P10] ?? 0) && c.actual <= (band[P90] ?? 0));
  expect(inside.length / 4000).toBeGreaterThan(0.76);
  expect(inside.length / 4000).toBeLessThan(0.84);
});

describe("the adaptive band, when errors grow threefold", () => {
  /** Coverage of P10-P90 in blocks of 100 cases; the shift comes after the fifth block. */
  function coverageByBlock(follow: boolean): number[] {
    const random = stream(2, "shift");
    const lead = adaptiveLead();
    const normal = [-2.05, -1.28, -0.67, 0, 0.67, 1.28, 2.05];
    return Array.from({ length: 15 }, (_, block) => {
      let inside = 0;
      for (let i = 0; i < 100; i++) {
        const issued = follow ? widened(normal, lead.corrections()) : normal;
        const actual = random.normal() * (block < 5 ? 1 : 3);
        if (actual >= (issued[P10] ?? 0) && actual <= (issued[P90] ?? 0)) inside++;
        lead.learn(normal, issued, actual);
      }
      return inside / 100;
    });
  }
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  test("comes back to its promise, where a fixed band stays lost", () => {
    const fixed = coverageByBlock(false);
    const adapted = coverageByBlock(true);
    expect(mean(fixed.slice(6))).toBeLessThan(0.45);
    expect(mean(adapted.slice(0, 5))).toBeGreaterThan(0.74);
    expect(mean(adapted.slice(6))).toBeGreaterThan(0.75);
    expect(mean(adapted.slice(6))).toBeLessThan(0.85);
    expect(adapted[6]).toBeGreaterThan((fixed[6] ?? 1) + 0.2);
  });
});

test("a gap teaches nothing", () => {
  const lead = adaptiveLead();
  lead.learn(BAND, BAND, Number.NaN);
  expect(lead.corrections()).toEqual([0, 0, 0]);
});
