import { expect, test } from "vitest";
import { layerOf, totalOf } from "../../../../sim/star/layer.ts";

test("a layer resists by its thickness over its conductivity and stores by mass and specific heat", () => {
  expect(layerOf(0.1, 0.5, 1400, 1000)).toEqual({ resistanceM2KPerW: 0.2, capacityJPerM2K: 140_000 });
});

test("a construction sums its layers, and none is nothing", () => {
  expect(totalOf([layerOf(0.1, 0.5, 1400, 1000), layerOf(0.1, 0.04, 0, 0)])).toEqual({
    resistanceM2KPerW: 2.7,
    capacityJPerM2K: 140_000,
  });
  expect(totalOf([])).toEqual({ resistanceM2KPerW: 0, capacityJPerM2K: 0 });
});
