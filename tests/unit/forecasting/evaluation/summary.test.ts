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

test("series whose band held 94 to 96 % are counted, beside how many would by sampling alone", () => {
  /** A day's 24 forecasts at one lead, every twentieth outside the band; `off` more of them. */
  const held = (series: string, off: number): Tally => {
    const n = 24 * 60;
    const cases = emptyCases(
      "m",
      Array.from({ length: n }, (_, k) => k * 3_600_000),
      [3600],
    );
    for (let k = 0; k < n; k++) {
      cases.actual[k] = k % 20 === 0 || k < off ? 9 : 0;
      cases.quantiles.set([-2, -1, -0.5, 0, 0.5, 1, 2], k * 7);
    }
    return tallyOf(cases, { id: series, building: series, group: "g" });
  };
  const [line] = summarise([held("good", 0), held("bad", 300)], stream(1, "bootstrap"));
  expect(line?.within).toBe(1);
  // The first misses evenly, so sampling moves it by nothing; the second in one long run, so it might lie anywhere.
  expect(line?.withinByChance).toBeGreaterThan(1);
  expect(line?.withinByChance).toBeLessThan(1.5);
  const [short] = summarise([tally("m", "s", "b", 0)], stream(1, "bootstrap"));
  expect(short?.withinByChance).toBeNaN();
});
