import { describe, expect, test } from "vitest";
import { stream } from "#domain";
import { type Cases, casesFrom, emptyCases, scoresOf, tallyOf } from "#forecasting";
import { adapted, calibrated } from "../../../../forecasting/uncertainty/calibrate.ts";

const HOUR = 3_600_000;
const OF = { id: "s", building: "b", group: "g" };

/** Forecasts that believe in a spread of 1 while it is `spread(k)`. */
function cases(n: number, spread: (k: number) => number, leadS = [3600, 86_400]): Cases {
  const random = stream(7, "calibrate");
  const out = emptyCases(
    "m",
    Array.from({ length: n }, (_, k) => k * 7 * HOUR),
    leadS,
  );
  for (let c = 0; c < out.actual.length; c++) {
    out.actual[c] = spread(Math.floor(c / leadS.length)) * random.normal();
    out.quantiles.set([-2.0537, -1.2816, -0.6745, 0, 0.6745, 1.2816, 2.0537], c * 7);
  }
  return out;
}
const covered = (c: Cases, from: number): number => scoresOf(tallyOf(casesFrom(c, from * 7 * HOUR), OF)).picp95;

describe("split conformal", () => {
  test("three times too narrow a band is widened to what it promises", () => {
    const raw = cases(1000, () => 3);
    expect(covered(raw, 500)).toBeLessThan(0.6);
    const out = covered(calibrated(raw, 500 * 7 * HOUR), 500);
    expect(out).toBeGreaterThan(0.93);
    expect(out).toBeLessThan(0.975);
  });

  test("nothing that is not known at the split moves a band", () => {
    const raw = cases(100, () => 3);
    const late = { ...raw, actual: raw.actual.slice() };
    // Cases issued before the split whose 24 h outcome lies behind it.
    const until = 50 * 7 * HOUR;
    raw.issuedAt.forEach((ts, k) => {
      if (ts + 86_400_000 > until) late.actual[2 * k + 1] = 1e6;
    });
    expect(calibrated(late, until).quantiles).toEqual(calibrated(raw, until).quantiles);
  });
});

describe("adaptive conformal", () => {
  test("keeps its promise when the errors double half-way, where the split form does not", () => {
    const raw = cases(1600, (k) => (k < 800 ? 1 : 2));
    const out = covered(adapted(raw), 800);
    expect(out).toBeGreaterThan(0.925);
    expect(out).toBeLessThan(0.97);
    expect(covered(calibrated(raw, 800 * 7 * HOUR), 800)).toBeLessThan(0.75);
  });

  test("a forecast does not depend on what came after it was issued", () => {
    const raw = cases(200, () => 2);
    const late = { ...raw, actual: raw.actual.slice().fill(1e6, 2 * 150) };
    const cells = 2 * 150 * 7;
    expect(adapted(late).quantiles.subarray(0, cells)).toEqual(adapted(raw).quantiles.subarray(0, cells));
  });
});
