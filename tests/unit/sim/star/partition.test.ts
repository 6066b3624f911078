import { expect, test } from "vitest";
import { asLayers } from "../../../../sim/star/chain.ts";
import { type Construction, layerOf, totalOf } from "../../../../sim/star/layer.ts";
import { halvesOf } from "../../../../sim/star/partition.ts";

const WALLS: [string, Construction][] = [
  ["concrete", [layerOf(0.2, 0.51, 1400, 1000)]],
  ["boards on wool", [layerOf(0.0125, 0.25, 900, 1000), layerOf(0.08, 0.035, 30, 1000), layerOf(0.0125, 0.25, 900, 1000)]],
  ["brick with insulation on one side", [layerOf(0.1, 0.04, 0, 0), layerOf(0.115, 0.5, 1200, 1000)]],
];

test.each(WALLS)("%s: the halves together have the wall's resistance and capacity", (_, wall) => {
  const { own, other, conductanceWPerM2K } = halvesOf(wall);
  const inner = (chain: typeof own) => chain.resistancesM2KPerW.slice(1).reduce((a, b) => a + b, 0);
  const total = totalOf(wall);
  expect(inner(own) + inner(other) + 1 / conductanceWPerM2K).toBeCloseTo(total.resistanceM2KPerW, 9);
  const capacity = totalOf(asLayers(own)).capacityJPerM2K + totalOf(asLayers(other)).capacityJPerM2K;
  expect(capacity / total.capacityJPerM2K).toBeGreaterThan(0.999);
  expect(capacity - total.capacityJPerM2K).toBeLessThan(1_001);
});

test("a homogeneous wall is the same from both sides, and a turned wall has its halves exchanged", () => {
  const even = halvesOf([layerOf(0.2, 0.51, 1400, 1000)]);
  even.own.capacitiesJPerM2K.forEach((c, i) => void expect(c / (even.other.capacitiesJPerM2K[i] ?? 0)).toBeCloseTo(1, 3));
  const wall: Construction = [layerOf(0.1, 0.04, 0, 0), layerOf(0.115, 0.5, 1200, 1000)];
  const [a, b] = [halvesOf(wall), halvesOf(wall.toReversed())];
  a.own.capacitiesJPerM2K.forEach((c, i) => void expect(c / (b.other.capacitiesJPerM2K[i] ?? 0)).toBeCloseTo(1, 3));
});

test("a door without capacity of its own gets that of a pane", () => {
  const { own, other } = halvesOf([layerOf(0.04, 0.15, 0, 0)]);
  expect(totalOf(asLayers(own)).capacityJPerM2K).toBe(1_000);
  expect(totalOf(asLayers(other)).capacityJPerM2K).toBe(1_000);
});
