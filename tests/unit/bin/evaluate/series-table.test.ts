import { expect, test } from "vitest";
import { stream } from "#domain";
import { emptyCases, summarise, summariseSeries, type Tally, tallyOf } from "#forecasting";
import { leading, seriesRows } from "../../../../bin/evaluate/series-table.ts";

function tally(model: string, error: number, halfWidth: number): Tally {
  const cases = emptyCases(model, [0, 3_600_000], [3600]);
  cases.actual.set([0, 10]);
  for (let c = 0; c < 2; c++)
    cases.quantiles.set(
      [-1, -1, -0.5, 0, 0.5, 1, 1].map((q) => c * 10 + error + q * halfWidth),
      c * 7,
    );
  return tallyOf(cases, { id: "s", building: "b", group: "g" });
}

const tallies = (halfWidth: number): Tally[] => [
  tally("persistence", 4, halfWidth),
  tally("seasonal-naive-day", 2, halfWidth),
  tally("worse", 1.5, halfWidth),
  tally("best", 1, halfWidth),
];

test("the best that learns and the best that does not stand for a group", () => {
  expect([...leading(summarise(tallies(1), stream(1, "bootstrap")))]).toEqual(["g/best", "g/seasonal-naive-day"]);
});

test("coverage as issued stands beside that of the same model and series after calibration", () => {
  const [issued, adaptive] = [summariseSeries(tallies(0.5)), summariseSeries(tallies(1.5))];
  const [head, ...rows] = seriesRows(issued, adaptive, new Set(["g/best"]));
  const at = (name: string): number => head?.indexOf(name) ?? -1;
  expect(rows).toHaveLength(1);
  const [row] = rows;
  expect(row?.slice(0, 5)).toEqual(["s", "best", "2", "1", "50.0 %"]);
  expect([row?.[at("in 80 %")], row?.[at("in 80 %") + 1]]).toEqual(["0.0 %", "100.0 %"]);
  expect(Number(row?.[at("MPIW 95") + 1])).toBeGreaterThan(Number(row?.[at("MPIW 95")]));
  expect(seriesRows(issued, adaptive)).toHaveLength(5);
});
