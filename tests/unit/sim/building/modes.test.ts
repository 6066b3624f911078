import { expect, test } from "vitest";
import { archetype } from "../../../../sim/building/archetypes/registry.ts";
import { modesOf } from "../../../../sim/building/modes.ts";
import { boxBuilding, boxZone } from "../../../support/box-building.ts";

test("a box without walls that hold heat has one mode: capacity over loss", () => {
  const box = boxBuilding([boxZone("a")], { elements: [] });
  const { timeConstantsH, zones } = modesOf(box);
  const capacityJ = 5 * 1200 * 100 + 40 * 50_000;
  expect(zones[0]).toMatchObject({ id: "a", airWPerK: 34, outdoorsWPerK: 0, groundWPerK: 0 });
  expect(timeConstantsH).toHaveLength(1);
  expect(timeConstantsH[0]).toBeCloseTo(capacityJ / 34 / 3600, 9);
});

test("two equal boxes that exchange air: one common mode, one of their difference", () => {
  const box = boxBuilding([boxZone("a"), boxZone("b")], { elements: [], airLinks: [{ zones: ["a", "b"], flowM3PerH: 100 }] });
  const capacityJ = 5 * 1200 * 100 + 40 * 50_000;
  const [slow, fast] = modesOf(box).timeConstantsH;
  expect(slow).toBeCloseTo(capacityJ / 34 / 3600, 9);
  expect(fast).toBeCloseTo(capacityJ / (34 + 2 * 34) / 3600, 9);
});

test("a heavy house is slower than a light one, an insulated one slower than a bare one", () => {
  const slowest = (options: object) => modesOf(archetype("de-sfh-06", options)).timeConstantsH[0] ?? 0;
  expect(slowest({ mass: "heavy" })).toBeGreaterThan(slowest({ mass: "light" }));
  expect(slowest({ uWPerM2K: { wall: 0.2, roof: 0.2 } })).toBeGreaterThan(slowest({}));
});

test("the parts of a house add up to its loss", () => {
  const [zone] = modesOf(archetype("de-sfh-08")).zones;
  const house = archetype("de-sfh-08");
  const floor = house.elements.find((e) => e.id === "floor");
  expect(zone?.groundWPerK).toBeCloseTo((floor?.areaM2 ?? 0) * (floor?.uWPerM2K ?? 0), 9);
  // h_Transmission * A_C,Ref counts the floor by half.
  expect((zone?.outdoorsWPerK ?? 0) + (zone?.groundWPerK ?? 0) / 2).toBeCloseTo(2.1249 * 150.2, 0);
});
