import { expect, test } from "vitest";
import { energyKWh, weighed } from "../../../../sim/kpi/carrier.ts";

const gas = { kind: "gas", powerW: [2000, 4000] } as const;

test("energy in kWh, and what it costs at the price of its hour", () => {
  expect(energyKWh(gas, 1800, "mean")).toBe(3);
  expect(weighed(gas, [0.1, 0.2], 1800, "mean")).toBeCloseTo(0.5, 12);
  expect(weighed(gas, 0.1, 1800, "mean")).toBeCloseTo(0.3, 12);
});

test("without a price there is no cost", () => {
  expect(weighed(gas, undefined, 1800, "mean")).toBeUndefined();
});
