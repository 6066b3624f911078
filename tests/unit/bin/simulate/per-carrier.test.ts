import { expect, test } from "vitest";
import { comfortRange, perCarrier } from "../../../../bin/simulate/per-carrier.ts";

test("a number a carrier", () => {
  expect(perCarrier("electric=0.30, gas=0.11")).toEqual({ electric: 0.3, gas: 0.11 });
});

test("a carrier that is not there, and what is no number, are told", () => {
  expect(() => perCarrier("electrik=0.3")).toThrow("unknown energy carrier 'electrik'");
  for (const bad of ["gas", "gas=", "gas=-1", "gas=cheap"]) expect(() => perCarrier(bad)).toThrow("electric=0.30");
});

test("two temperatures that ascend", () => {
  expect(comfortRange("19,25.5")).toEqual({ minC: 19, maxC: 25.5 });
  for (const bad of ["26,20", "20", "20,26,30", "a,b", "20,99"]) expect(() => comfortRange(bad)).toThrow("20,26");
});
