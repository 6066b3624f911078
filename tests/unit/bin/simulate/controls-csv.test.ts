import { expect, test } from "vitest";
import { readControls } from "../../../../bin/simulate/controls-csv.ts";

test("times, columns and empty cells", () => {
  const frame = readControls(
    "time,a/heatingPowerW,b/heatingSetpointC\n2026-01-01T00:00Z,100,\n2026-01-01T00:15Z,,21.5\n",
    "c.csv",
  );
  expect([frame.startTs, frame.stepS, frame.length]).toEqual([Date.UTC(2026, 0, 1), 900, 2]);
  expect(Array.from(frame.columns.get("a/heatingPowerW") ?? [])).toEqual([100, Number.NaN]);
  expect(Array.from(frame.columns.get("b/heatingSetpointC") ?? [])).toEqual([Number.NaN, 21.5]);
});

test.each([
  ["zone\n1\n2\n", /line 1: the columns must be time/],
  ["time,a/x\n2026-01-01,1\n2026-01-02,1\n", /line 2: '2026-01-01' is no time/],
  ["time,a/x\n2026-01-01T00:00Z,1\n2026-01-01T00:15Z,nan\n", /line 3: a\/x: 'nan' is no number/],
  ["time,a/x\n2026-01-01T00:00Z,1\n2026-01-01T00:15Z,1,2\n", /line 3: 3 cells, but 2 columns/],
  ["time,a/x\n2026-01-01T00:00Z,1\n2026-01-01T00:15Z,1\n2026-01-01T00:45Z,1\n", /line 4: the times are not evenly spaced/],
  ["time,a/x,a/x\n", /two columns have one name/],
])("%j is refused with its line", (text, message) => {
  expect(() => readControls(text, "c.csv")).toThrowError(message);
});
