import { expect, test } from "vitest";
import type { CellRow } from "../../../../../bin/evaluate/excitation/cell.ts";
import { summarise } from "../../../../../bin/evaluate/excitation/summary.ts";
import { errorTable, markdown, plainText, responseTable } from "../../../../../bin/evaluate/excitation/table.ts";

const score = (sizeShare: number) => ({ pairs: 10, signShare: 1, sizeShare, rmse1hK: 0.1, rmse4hK: 0.2, medianGain: 1 });
const row = (building: string, seed: number, testedOn: string, size: number): CellRow => ({
  building,
  seed,
  model: "ridge",
  trainedOn: "p",
  testedOn,
  trainingRows: 100,
  origins: 10,
  mae1hK: 0.1,
  mae4hK: 0.3,
  persistence4hK: 1,
  shift: score(size),
  full: score(size),
});
const rows = [row("a", 1, "p", 0.2), row("a", 1, "poisson", 0.4), row("b", 1, "p", 0.6), row("b", 1, "poisson", 0.8)];

test("is the mean over test policies, then seeds, then houses", () => {
  const [one, none] = summarise(rows);
  expect(none).toBeUndefined();
  expect(one).toMatchObject({ trainedOn: "p", model: "ridge", buildings: 2, cells: 2 });
  expect(one?.size.mean).toBeCloseTo(0.5, 12);
  expect(one?.size.low).toBeCloseTo(0.3, 12);
  expect(one?.size.high).toBeCloseTo(0.7, 12);
});

test("tables have a baseline and an interval in every cell", () => {
  const summary = summarise(rows);
  expect(plainText(responseTable(summary))).toContain("50 [30, 70]");
  expect(markdown(errorTable(summary, "4 h"))).toContain("last value held | 1.00 [1.00, 1.00]");
});
