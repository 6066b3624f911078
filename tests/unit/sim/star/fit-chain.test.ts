import fc from "fast-check";
import { expect, test } from "vitest";
import { asLayers } from "../../../../sim/star/chain.ts";
import { fitChain } from "../../../../sim/star/fit-chain.ts";
import { type Construction, layerOf, totalOf } from "../../../../sim/star/layer.ts";
import { admittance } from "../../../../sim/star/response.ts";

const WALLS: [string, Construction, number][] = [
  ["boards and wool", [layerOf(0.009, 0.14, 530, 900), layerOf(0.066, 0.04, 12, 840), layerOf(0.012, 0.16, 950, 840)], 0.01],
  ["wool before blocks", [layerOf(0.009, 0.14, 530, 900), layerOf(0.0615, 0.04, 10, 1400), layerOf(0.1, 0.51, 1400, 1000)], 0.07],
  ["24 cm of brick", [layerOf(0.24, 0.5, 1200, 1000)], 0.16],
  ["an insulated slab", [layerOf(1.007, 0.04, 0, 0), layerOf(0.08, 1.13, 1400, 1000)], 0.01],
];

test.each(WALLS)("%s: three resistances and two capacities answer like the wall over the day", (_, wall, within) => {
  const layers = asLayers(fitChain(wall));
  for (const hours of [6, 12, 24, 48]) {
    const exact = admittance(wall, hours * 3600, 0.06, 0.13);
    const own = admittance(layers, hours * 3600, 0.06, 0.13);
    const error = Math.hypot(own.selfRe - exact.selfRe, own.selfIm - exact.selfIm) / Math.hypot(exact.selfRe, exact.selfIm);
    expect(error).toBeLessThan(within);
  }
});

test("keeps resistance and capacity of any construction and never turns a part negative", () => {
  const layer = fc
    .record({ R: fc.double({ min: 1e-3, max: 5, noNaN: true }), C: fc.double({ min: 0, max: 5e5, noNaN: true }) })
    .map(({ R, C }) => ({ resistanceM2KPerW: R, capacityJPerM2K: C }));
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 4 }), (wall) => {
      const chain = fitChain(wall);
      const total = totalOf(wall);
      const own = totalOf(asLayers(chain));
      expect(own.resistanceM2KPerW).toBeCloseTo(total.resistanceM2KPerW, 9);
      expect(Math.abs(own.capacityJPerM2K - total.capacityJPerM2K)).toBeLessThanOrEqual(1e-9 * total.capacityJPerM2K);
      expect(Math.min(...chain.resistancesM2KPerW)).toBeGreaterThan(0);
      if (total.capacityJPerM2K > 0) expect(Math.min(...chain.capacitiesJPerM2K)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test("what needs no fit is left alone", () => {
  expect(fitChain([layerOf(0.1, 0.04, 0, 0)])).toEqual({ resistancesM2KPerW: [2.5], capacitiesJPerM2K: [] });
  const lumped = [
    { resistanceM2KPerW: 0.3, capacityJPerM2K: 0 },
    { resistanceM2KPerW: 0, capacityJPerM2K: 5000 },
    { resistanceM2KPerW: 0.2, capacityJPerM2K: 0 },
  ];
  expect(fitChain(lumped)).toEqual({ resistancesM2KPerW: [0.3, 0.2], capacitiesJPerM2K: [5000] });
});
