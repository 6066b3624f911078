import { expect, test } from "vitest";
import { emptyCases, summariseSeries, type Tally, tallyOf } from "#forecasting";

/** Off by `error` at each of four measurements from 0 to 3, with a 95 % band wider than -+ 1 and a flat 80 % band of -+ 1. */
function tally(model: string, series: string, error: number): Tally {
  const cases = emptyCases(model, [0, 3_600_000], [3600, 86_400]);
  for (let c = 0; c < 4; c++) {
    cases.actual[c] = c;
    cases.quantiles.set(
      [-2, -1, -0.5, 0, 0.5, 1, 2].map((q) => c + error + q),
      c * 7,
    );
  }
  return tallyOf(cases, { id: series, building: `of ${series}`, group: "g" });
}

test("each series has its own lines, the least error first, with skill against its own best naive baseline", () => {
  const lines = summariseSeries([
    tally("persistence", "s1", 1),
    tally("ours", "s1", 0.25),
    tally("seasonal-naive-day", "s1", 0.5),
    tally("persistence", "s2", 0.5),
    tally("ours", "s2", 1.25),
  ]);
  expect(lines.map((l) => [l.series, l.model])).toEqual([
    ["s1", "ours"],
    ["s1", "seasonal-naive-day"],
    ["s1", "persistence"],
    ["s2", "persistence"],
    ["s2", "ours"],
  ]);
  const [good, , , , bad] = lines;
  expect(good).toMatchObject({ building: "of s1", cases: 4, mae: 0.25, maeSkill: 0.5, picp80: 1, picp95: 1 });
  // 1 - 1.25 / .5; outside of -+ 1, within the wider band.
  expect(bad).toMatchObject({ mae: 1.25, maeSkill: -1.5, picp80: 0, picp95: 1 });
  // The measurements reach from 0 to 3.
  expect(bad?.pinaw95).toBeCloseTo((bad?.mpiw95 ?? 0) / 3);
  expect(bad?.crps).toBeGreaterThan(good?.crps ?? Number.NaN);
  expect(bad?.pinball).toBeGreaterThan(good?.pinball ?? Number.NaN);
});
