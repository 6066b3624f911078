import { expect, test } from "vitest";
import { stream } from "#domain";
import { emptyCases, summarise, tallyOf } from "#forecasting";
import { diagramRows, dotPlot } from "../../../../bin/evaluate/reliability-table.ts";

test("marks stand where the shares are, and a missing share has none", () => {
  expect(dotPlot(0, 0.5, 1)).toBe(`+${"·".repeat(19)}o${"·".repeat(19)}x`);
  expect(dotPlot(0.5, Number.NaN, Number.NaN)).toBe(`${"·".repeat(20)}+${"·".repeat(20)}`);
});

test("each level has a row with what was observed before and after; others than those asked for are left out", () => {
  const line = (model: string, off: number) => {
    const cases = emptyCases(model, [0, 3_600_000], [3600]);
    for (let c = 0; c < 2; c++) cases.quantiles.set([-3, -2, -1, 0, 1, 2, 3], c * 7);
    cases.actual.set([off, -2.5]);
    return tallyOf(cases, { id: "s", building: "b", group: "g" });
  };
  const lines = (off: number) => summarise([line("a", off), line("b", off)], stream(1, "bootstrap"));
  const [, ...rows] = diagramRows(lines(0.5), lines(9), new Set(["g/b"]));
  expect(rows.map((row) => row.slice(0, 5))).toEqual(
    [
      ["2 %", "0.0 %", "0.0 %"],
      ["10 %", "50.0 %", "50.0 %"],
      ["25 %", "50.0 %", "50.0 %"],
      ["50 %", "50.0 %", "50.0 %"],
      ["75 %", "100.0 %", "50.0 %"],
      ["90 %", "100.0 %", "50.0 %"],
      ["98 %", "100.0 %", "50.0 %"],
    ].map((row) => ["g", "b", ...row]),
  );
});
