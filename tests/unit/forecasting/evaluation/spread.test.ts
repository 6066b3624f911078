/** The spread of a mean of hits that depend on each other, against drawn ones, and the normal share within bounds. */
import { expect, test } from "vitest";
import { stream } from "#domain";
import { shareWithin, spreadOfMean } from "../../../../forecasting/evaluation/spread.ts";

const STEP_MS = 7 * 3_600_000;
const N = 400;
const issuedAt = Float64Array.from({ length: N }, (_, k) => k * STEP_MS);

/** Hits that stay as they were with probability `stick`, 95 % of them 1. */
function hits(seed: number, stick: number): Float64Array {
  const random = stream(seed, "hits");
  let hit = 1;
  return Float64Array.from({ length: N }, () => {
    if (random.uniform() >= stick) hit = random.uniform() < 0.95 ? 1 : 0;
    return hit;
  });
}

test.each([0, 0.6])("the estimate is, on average, the deviation that means of drawn hits have (stickiness %s)", (stick) => {
  const runs = Array.from({ length: 200 }, (_, seed) => hits(seed, stick));
  const means = runs.map((r) => r.reduce((a, b) => a + b, 0) / N);
  const mean = means.reduce((a, b) => a + b, 0) / means.length;
  const truth = Math.sqrt(means.reduce((sum, m) => sum + (m - mean) ** 2, 0) / means.length);
  const estimate = runs.reduce((sum, r) => sum + spreadOfMean(r, issuedAt), 0) / runs.length;
  expect(estimate / truth).toBeGreaterThan(0.8);
  expect(estimate / truth).toBeLessThan(1.2);
});

test("gaps are left out, and a few days say nothing", () => {
  const one = hits(1, 0);
  const gappy = one.map((v, k) => (k % 3 === 0 ? Number.NaN : v));
  expect(spreadOfMean(gappy, issuedAt)).toBeGreaterThan(0.5 * spreadOfMean(one, issuedAt));
  expect(spreadOfMean(one.subarray(0, 20), issuedAt)).toBeNaN();
});

test("shares of the normal distribution as tables have them", () => {
  expect(shareWithin(1, 1)).toBeCloseTo(0.6827, 4);
  expect(shareWithin(1.96, 1)).toBeCloseTo(0.95, 4);
  expect(shareWithin(0.01, 0)).toBe(1);
  expect(shareWithin(0.01, Number.NaN)).toBeNaN();
});
