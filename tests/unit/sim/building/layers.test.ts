import { expect, test } from "vitest";
import { constructionOfLayers, layersSchema } from "../../../../sim/building/layers.ts";
import { type BuildingModel, parseBuildingModel } from "../../../../sim/building/model.ts";
import { totalOf } from "../../../../sim/star/layer.ts";
import { boxBuilding, boxZone } from "../../../support/box-building.ts";

const LAYERS = [
  { thicknessM: 0.14, conductivityWPerMK: 0.035, densityKgPerM3: 20, specificHeatJPerKgK: 1450 },
  { resistanceM2KPerW: 0.1 },
  { thicknessM: 0.24, conductivityWPerMK: 1, densityKgPerM3: 1800, specificHeatJPerKgK: 900 },
];
const CAPACITY = 0.14 * 20 * 1450 + 0.24 * 1800 * 900;
/** Adiabatic, so without a film outside. */
const U = 1 / (0.13 + 4 + 0.1 + 0.24);

const withWall = (change: Partial<BuildingModel["elements"][number]>): BuildingModel => {
  const box = boxBuilding([boxZone("a")]);
  return { ...box, elements: box.elements.map((e) => ({ ...e, layers: LAYERS, ...change })) };
};

test("layers add up, and a layer of air holds no heat", () => {
  const { resistanceM2KPerW, capacityJPerM2K } = totalOf(constructionOfLayers(LAYERS));
  expect(resistanceM2KPerW).toBeCloseTo(4.34, 12);
  expect(capacityJPerM2K).toBeCloseTo(CAPACITY, 6);
});

test("a model takes layers that agree with its U-value and heat capacity", () => {
  const model = withWall({ uWPerM2K: Number(U.toFixed(3)), heatCapacityJPerM2K: Math.round(CAPACITY) });
  expect(parseBuildingModel(model)).toEqual(model);
});

test("a U-value or a capacity that the layers contradict is refused with both numbers", () => {
  expect(() => parseBuildingModel(withWall({ uWPerM2K: 0.8, heatCapacityJPerM2K: CAPACITY }))).toThrow(
    /'a-wall': its layers make U = 0.224 W\/m²K, which contradicts 0.8/,
  );
  expect(() => parseBuildingModel(withWall({ uWPerM2K: U, heatCapacityJPerM2K: 9_000 }))).toThrow(/which contradicts 9000 J/);
});

test("a layer is a material or a resistance, not half of each", () => {
  expect(layersSchema.safeParse([{ thicknessM: 0.1, resistanceM2KPerW: 1 }]).success).toBe(false);
  expect(layersSchema.safeParse([]).success).toBe(false);
});
