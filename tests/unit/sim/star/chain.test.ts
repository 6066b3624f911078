import { expect, test } from "vitest";
import { asLayers, slice } from "../../../../sim/star/chain.ts";
import { layerOf, totalOf } from "../../../../sim/star/layer.ts";

const WALL = [layerOf(0.1, 0.04, 0, 0), layerOf(0.2, 0.5, 1400, 1000)];

test("slices keep resistance and capacity, and insulation without capacity lies before them", () => {
  const chain = slice(WALL, 4);
  expect(chain.capacitiesJPerM2K).toEqual([70_000, 70_000, 70_000, 70_000]);
  expect(chain.resistancesM2KPerW[0]).toBeCloseTo(2.5 + 0.05, 12);
  const total = totalOf(asLayers(chain));
  expect(total.resistanceM2KPerW).toBeCloseTo(2.9, 12);
  expect(total.capacityJPerM2K).toBeCloseTo(280_000, 6);
});
