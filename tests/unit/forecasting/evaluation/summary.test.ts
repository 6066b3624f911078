import { expect, test } from "vitest";
import { stream } from "#domain";
import { emptyCases, summarise, type Tally, tallyOf } from "#forecasting";

/** A model that is off by `error` at every hour of a day, with a band of -+ 2. */
function tally(model: string, series: string, building: string, error: number): Tally {
  const cases = emptyCases(model, [0, 3_600_000], [3600, 86_400]);
  for (let c = 0; c < 4; c++) {
    cases.actual[c] = c;
    cases.quantiles.set(
      [-2, -1, -0.5, 0, 0.5, 1, 2].map((q) => c + error + q),
      c * 7,
    );
  }
  return tallyOf(cases, { id: series, building, group: "g" });
}

test("skill counts against the best naive baseline of the same series", () => {
  const lines = summarise(
    [
      tally("persistence", "s1", "a", 1),
      tally("seasonal-naive-day", "s1", "a", 0.5),
      tally("ours", "s1", "a", 0.25),
      tally("persistence", "s2", "b", 0.4),
      tally("seasonal-naive-day", "s2", "b", 3),
      tally("ours", "s2", "b", 0.5),
    ],
    stream(1, "bootstrap"),
  );
  const ours = lines.find((l) => l.model === "ours");
  expect(ours).toMatchObject({ series: 2, buildings: 2, cases: 8, wins: 1 });
  // 1 - .25/.5 and 1 - .5/.4
  expect(ours?.maeSkill.mean).toBeCloseTo((0.5 - 0.25) / 2);
  expect(ours?.maeSkill.low).toBeCloseTo(-0.25);
  expect(ours?.byLead.map((b) => b.leadS)).toEqual([3600, 86_400]);
  expect(lines[0]?.model).toBe("ours");
});
