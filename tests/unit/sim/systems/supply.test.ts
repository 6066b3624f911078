import { expect, test } from "vitest";
import { carnotShareCop, supplyLimitW, supplyOf } from "../../../../sim/systems/supply.ts";

test("a boiler burns what its efficiency asks, for rooms and taps", () => {
  const gas = supplyOf({ carrier: "gas", efficiency: 0.8, hotWaterWhPerDay: 0 }, 8000, 0, 800);
  expect(gas.gasW).toBeCloseTo(11_000, 9);
});

test("a heat pump needs less electricity than it gives heat, the less the milder it is", () => {
  const pump = { carnotShare: 0.42, supplyTempC: 38 };
  const cops = [-15, -7, 2, 7, 15, 40].map((t) => carnotShareCop(pump, t));
  expect([...cops].sort((a, b) => a - b)).toEqual(cops);
  expect(carnotShareCop(pump, 2)).toBeGreaterThan(2.5);
  expect(carnotShareCop(pump, 2)).toBeLessThan(4);
  expect(supplyOf({ carrier: "heat-pump", ...pump }, 0, 20, 0)).toMatchObject({ gasW: 0, heatW: 0, electricW: 0 });
});

const airPump = {
  carrier: "air-heat-pump",
  kind: "on-off",
  thermalPowerW: 6000,
  rodPowerW: 3000,
  heatingCurve: { designOutdoorC: -12, designFlowC: 45 },
} as const;

test("limits are those of the machine: none where the model names none", () => {
  expect(supplyLimitW({ carrier: "district" }, 0)).toBe(Number.POSITIVE_INFINITY);
  expect(supplyLimitW({ carrier: "district", maxPowerW: 5000 }, 0)).toBe(5000);
  const boiler = { kind: "condensing", nominalPowerW: 12_000 } as const;
  expect(supplyLimitW({ carrier: "gas", efficiency: 0.9, hotWaterWhPerDay: 0, boiler }, 0)).toBe(12_000);
  expect(supplyLimitW(airPump, -12)).toBeLessThan(supplyLimitW(airPump, 0));
  expect(supplyLimitW(airPump, -12)).toBeGreaterThan(3000 + 4000);
});

test("heat, taps and electricity of an air-source pump add up", () => {
  const work = supplyOf(airPump, 4000, 0, 500);
  expect(work.heatW).toBe(4500);
  expect(work.electricW).toBeCloseTo(35 + 4500 / work.cop, 9);
  expect(work.cop).toBeGreaterThan(2);
  expect(work.cop).toBeLessThan(5);
});
