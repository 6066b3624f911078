/** Scores of the judged leads beside persistence. */
import { expect, test } from "vitest";
import { JUDGED_LEADS_S, makeFrame, scoreSchema } from "#domain";
import { persistence } from "../../../forecasting/baselines/persistence.ts";
import { scoreForecast, valueAt } from "../../../forecasting/score.ts";
import { POINT, SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const forecast = persistence.forecast(taskOf({ days: 5, stepS: 3600 }, { y: (_ts, i) => 20 + (i % 24) / 10 }));

test("one score per judged lead that has come true, as the contract has it", () => {
  const actual = makeFrame(SOME_THURSDAY + 3_600_000, 3600, [["y", Float64Array.from({ length: 12 }, (_, i) => 20 + i)]]);
  const scores = scoreForecast(forecast, valueAt(actual, "y"), 22.3);
  expect(scores.map((s) => s.leadS)).toEqual(JUDGED_LEADS_S.slice(0, 3));
  expect(scores[1]).toMatchObject({
    ...POINT,
    model: "persistence",
    origin: "live",
    actual: 25,
    persistence: 22.3,
    predicted: 22.3,
  });
  for (const score of scores) {
    expect(scoreSchema.parse(score)).toEqual(score);
    expect(score.p10).toBeLessThanOrEqual(score.predicted);
    expect(score.p90).toBeGreaterThanOrEqual(score.predicted);
  }
});

test("a gap in what came, or no persistence, gives no score", () => {
  expect(scoreForecast(forecast, () => Number.NaN, 22)).toEqual([]);
  expect(scoreForecast(forecast, () => 20, Number.NaN)).toEqual([]);
});

test("values are read on the grid only", () => {
  const at = valueAt(makeFrame(0, 900, [["y", Float64Array.of(1, 2)]]), "y");
  expect([0, 900_000, 1_800_000, -900_000, 450_000].map(at)).toEqual([1, 2, Number.NaN, Number.NaN, Number.NaN]);
});
