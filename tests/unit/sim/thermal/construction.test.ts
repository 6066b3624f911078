import { expect, test } from "vitest";
import { demoBuildings } from "#sim";
import { bareResistanceM2KPerW } from "../../../../sim/building/model.ts";
import { totalOf } from "../../../../sim/star/layer.ts";
import { admittance } from "../../../../sim/star/response.ts";
import { constructionOf, furnitureOf } from "../../../../sim/thermal/construction.ts";

const elements = demoBuildings().flatMap((m) => m.elements);
const wall = elements.find((e) => e.boundary.to === "outdoors" && e.heatCapacityJPerM2K > 0);
if (!wall) throw new Error("there is no wall");

test("layers have the U-value and the heat capacity of their element", () => {
  for (const e of elements) {
    const total = totalOf(constructionOf(e));
    expect(total.resistanceM2KPerW).toBeCloseTo(bareResistanceM2KPerW(e), 12);
    expect(total.capacityJPerM2K).toBeCloseTo(e.heatCapacityJPerM2K, 6);
  }
});

test("mass inside answers the room's day more than mass in between, and that more than mass outside", () => {
  const swing = (massPosition: "inside" | "distributed" | "outside") => {
    const a = admittance(constructionOf({ ...wall, massPosition }), 86_400, 0.04, 0.13);
    return Math.hypot(a.selfRe, a.selfIm);
  };
  expect(swing("inside")).toBeGreaterThan(swing("distributed"));
  expect(swing("distributed")).toBeGreaterThan(swing("outside"));
});

test("furniture stores what the zone says, on more surface than the floor has", () => {
  const { areaM2, construction } = furnitureOf(20, 50_000);
  expect(areaM2).toBeGreaterThan(20);
  expect(areaM2 * totalOf(construction).capacityJPerM2K).toBeCloseTo(20 * 50_000, 6);
});
