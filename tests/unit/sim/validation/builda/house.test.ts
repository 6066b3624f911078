import { expect, test } from "vitest";
import { totalOf } from "../../../../../sim/star/layer.ts";
import { buildaHouse, ZONE } from "../../../../../sim/validation/builda/house.ts";

const { elements, windows, zones } = buildaHouse();

test("has the areas that follow from its length, width and shares", () => {
  const walls = elements.filter((e) => e.boundary.to === "outdoors" && e.tiltDeg === 90).reduce((sum, e) => sum + e.areaM2, 0);
  expect(walls).toBeCloseTo(182.0, 1);
  expect(windows.reduce((sum, w) => sum + w.areaM2, 0)).toBeCloseTo(29.8, 1);
  expect(zones[0]?.id).toBe(ZONE);
  expect(zones[0]?.volumeM3).toBeCloseTo(347.9, 0);
});

test("has the U-values of its table with the films that it names", () => {
  const uOf = (id: string, films: number) => {
    const e = elements.find((x) => x.id === id);
    return e && 1 / (totalOf(e.construction).resistanceM2KPerW + films);
  };
  expect(uOf("south", 1 / 7.5 + 0.04)).toBeCloseTo(0.665, 6);
  expect(uOf("roof", 0.1 + 0.04)).toBeCloseTo(0.402, 6);
  expect(uOf("floor", 1 / 5.7)).toBeCloseTo(0.514, 6);
});

test("stores what its elements store", () => {
  const south = elements.find((e) => e.id === "south");
  expect(south && totalOf(south.construction).capacityJPerM2K).toBeCloseTo(192_000, 3);
});
