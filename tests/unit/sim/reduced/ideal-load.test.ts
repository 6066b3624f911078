import { expect, it } from "vitest";
import { idealPower, thermostat } from "../../../../sim/reduced/ideal-load.ts";

const control = { ...thermostat(20, 26), maxHeatingW: 500, maxCoolingW: 300, coolFrom: "interior" as const };
const kPerW = (into: "air" | "interior") => (into === "air" ? 0.01 : 0.005);

it("rests between the set-points", () => {
  expect(idealPower(control, 20, kPerW).powerW).toBe(0);
  expect(idealPower(control, 26, kPerW).powerW).toBe(0);
});

it("gives what lifts the mean to the set-point, where it is to go", () => {
  expect(idealPower(control, 19, kPerW)).toEqual({ powerW: 100, into: "air" });
  expect(idealPower(control, 27, kPerW)).toEqual({ powerW: -200, into: "interior" });
});

it("stops at its limits", () => {
  expect(idealPower(control, 0, kPerW).powerW).toBe(500);
  expect(idealPower(control, 40, kPerW).powerW).toBe(-300);
});

it("a thermostat without limits has none", () => {
  expect(idealPower(thermostat(20, 26), -100, kPerW).powerW).toBeCloseTo(12_000, 9);
});
