import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import { outdoorsOfRows } from "../../../../sim/comfort/days.ts";

const DAY_ROWS = 24;
/** Three days in Berlin, the first row an hour after midnight: 0, 10 and 20 °C, but colder by 5 K at six. */
const startTs = Date.UTC(2026, 0, 1, 0);
const outdoorC = Float64Array.from(
  { length: 3 * DAY_ROWS },
  (_, i) => 10 * Math.floor(i / DAY_ROWS) - (i % DAY_ROWS === 5 ? 5 : 0),
);
const frame = makeFrame(startTs, 3600, [["whole/outdoorTempC", outdoorC]]);

test("everybody dresses for six o'clock of the own day, and a row at midnight still belongs to the day before", () => {
  const { clo } = outdoorsOfRows(frame, outdoorC, "Europe/Berlin");
  expect(clo[0]).toBeCloseTo(0.818 + 5 * 0.0364, 9);
  expect(clo[DAY_ROWS - 1]).toBe(clo[0]);
  expect(clo[DAY_ROWS]).toBeCloseTo(10 ** (-0.1635 - 0.0066 * 5), 9);
});

test("the running mean is that of the days before; the first day has only itself", () => {
  const { runningMeanC } = outdoorsOfRows(frame, outdoorC, "Europe/Berlin");
  const mean = (day: number) => 10 * day - 5 / DAY_ROWS;
  expect(runningMeanC[0]).toBeCloseTo(mean(0), 9);
  expect(runningMeanC[DAY_ROWS]).toBeCloseTo(mean(0), 9);
  expect(runningMeanC[2 * DAY_ROWS]).toBeCloseTo((mean(1) + 0.8 * mean(0)) / 1.8, 9);
});
