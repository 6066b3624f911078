import { expect, test } from "vitest";
import { asLayers, slice } from "../../../../sim/star/chain.ts";
import { layerOf } from "../../../../sim/star/layer.ts";
import { admittance, chainAdmittance } from "../../../../sim/star/response.ts";

const DAY_S = 86_400;
const CONCRETE = layerOf(0.2, 1.75, 2300, 920);

test("a construction without capacity answers with its U-value, in step", () => {
  const a = admittance([layerOf(0.1, 0.04, 0, 0)], DAY_S, 0.04, 0.13);
  expect(a.selfRe).toBeCloseTo(1 / 2.67, 12);
  expect(a.transferRe).toBeCloseTo(1 / 2.67, 12);
  expect(Math.abs(a.selfIm) + Math.abs(a.transferIm)).toBe(0);
});

test("a slow swing is met by the U-value, too", () => {
  const a = admittance([CONCRETE], 1e5 * DAY_S, 0.04, 0.13);
  expect(a.selfRe).toBeCloseTo(1 / (0.2 / 1.75 + 0.17), 6);
  expect(a.transferRe).toBeCloseTo(a.selfRe, 6);
});

test("a wall of any thickness beyond the wave's reach answers like a half-space behind a film", () => {
  // Without a film a half-space takes sqrt(i omega lambda rho c).
  const omega = (2 * Math.PI) / DAY_S;
  const bulk = Math.sqrt((omega * 1.75 * 2300 * 920) / 2);
  const a = admittance([layerOf(3, 1.75, 2300, 920)], DAY_S, 0, 0.13);
  // 1 / (0.13 + 1 / (bulk (1 + i)))
  const [re, im] = [0.13 + 1 / (2 * bulk), -1 / (2 * bulk)];
  const size = re * re + im * im;
  expect(a.selfRe).toBeCloseTo(re / size, 8);
  expect(a.selfIm).toBeCloseTo(-im / size, 8);
  expect(Math.hypot(a.transferRe, a.transferIm)).toBeLessThan(1e-3);
});

test("thin slices with their capacity in the middle come to the same", () => {
  const wall = [layerOf(0.009, 0.14, 530, 900), layerOf(0.066, 0.04, 12, 840), CONCRETE];
  for (const hours of [1, 6, 24]) {
    const exact = admittance(wall, hours * 3600, 0.06, 0.13);
    const sliced = admittance(asLayers(slice(wall, 60)), hours * 3600, 0.06, 0.13);
    expect(sliced.selfRe).toBeCloseTo(exact.selfRe, 2);
    expect(sliced.selfIm).toBeCloseTo(exact.selfIm, 2);
    expect(sliced.transferRe).toBeCloseTo(exact.transferRe, 3);
  }
});

test("a chain answers to the last bit as its layers do", () => {
  const [R, C] = [[0.31, 1.7, 0.052] as const, [41_000, 260_300] as const];
  const layers = asLayers({ resistancesM2KPerW: R, capacitiesJPerM2K: C });
  for (const hours of [1, 8, 24, 480])
    expect(chainAdmittance(R, C, hours * 3600, 0.06, 0.13)).toEqual(admittance(layers, hours * 3600, 0.06, 0.13));
});
