import { expect, test } from "vitest";
import { heatPumpCop, supplyOf } from "../../../sim/supply.ts";

test("a boiler burns what its efficiency asks, for rooms and taps", () => {
  const gas = supplyOf({ carrier: "gas", efficiency: 0.8, hotWaterWhPerDay: 0 }, 8000, 0, 800);
  expect(gas.gasW).toBeCloseTo(11_000, 9);
});

test("a heat pump needs less electricity than it gives heat, the less the milder it is", () => {
  const pump = { carnotShare: 0.42, supplyTempC: 38 };
  const cops = [-15, -7, 2, 7, 15, 40].map((t) => heatPumpCop(pump, t));
  expect([...cops].sort((a, b) => a - b)).toEqual(cops);
  expect(heatPumpCop(pump, 2)).toBeGreaterThan(2.5);
  expect(heatPumpCop(pump, 2)).toBeLessThan(4);
  expect(supplyOf({ carrier: "heat-pump", ...pump }, 0, 20, 0)).toEqual({ gasW: 0, heatW: 0, electricW: 0 });
});
