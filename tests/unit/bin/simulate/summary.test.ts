import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import { summaryOf, summaryText } from "../../../../bin/simulate/summary.ts";

test("energies are power times time, comfort a share of the rows", () => {
  const summary = summaryOf(
    makeFrame(0, 1800, [
      ["hall/airTempC", Float64Array.of(19, 21, 23, 27)],
      ["hall/heatingPowerW", Float64Array.of(1000, 1000, 0, 0)],
      ["whole/heatingPowerW", Float64Array.of(1000, 1000, 0, 0)],
      ["whole/gainW", Float64Array.of(2000, -4000, 0, 0)],
      ["whole/balanceResidualW", Float64Array.of(0, 4e-6, -2e-6, 0)],
    ]),
  );
  expect(summary.zones).toEqual([{ zone: "hall", leastC: 19, meanC: 22.5, mostC: 27, comfortShare: 0.5, heatingKWh: 1 }]);
  expect(summary.energyKWh).toEqual({ heatingPowerW: 1 });
  expect(summary.balanceResidualShare).toBeCloseTo(1e-9, 15);
  expect(summaryText(summary)).toContain("4 rows each 1800 s");
});
