import { expect, test } from "vitest";
import { type SunlitFace, sunShares } from "../../../../sim/star/sun-inside.ts";

const face = (areaM2: number, change: Partial<SunlitFace> = {}): SunlitFace => ({
  areaM2,
  absorptance: 0.6,
  isFloor: false,
  isWindow: false,
  lost: 0,
  ...change,
});
const sum = (shares: readonly number[]) => shares.reduce((a, b) => a + b, 0);

test("in a room without windows nothing is lost", () => {
  const { beam, diffuse } = sunShares([face(20, { isFloor: true }), face(20), face(50)], "on-floor");
  expect(sum(beam)).toBeCloseTo(1, 9);
  expect(sum(diffuse)).toBeCloseTo(1, 9);
});

test("beam lands on the floor, which keeps what it absorbs and a part of what comes back", () => {
  const faces = [face(20, { isFloor: true }), face(20), face(50)];
  expect(sunShares(faces, "on-floor").beam[0]).toBeGreaterThan(0.6);
  expect(sunShares(faces, "evenly").beam[0]).toBeLessThan(0.3);
  expect(sunShares(faces.slice(1), "on-floor").beam).toEqual(sunShares(faces.slice(1), "evenly").beam);
});

test("windows let out a part: the one of ASHRAE 140 case 600 a few per cent", () => {
  const window = face(12, { isWindow: true, absorptance: 0.11, lost: 0.68 });
  const faces = [face(48, { isFloor: true }), face(48), face(21.6), face(9.6), face(16.2), face(16.2), window];
  const kept = sum(sunShares(faces, "on-floor").beam);
  expect(kept).toBeGreaterThan(0.94);
  expect(kept).toBeLessThan(0.98);
});

test("a single surface keeps all", () => {
  expect(sum(sunShares([face(10)], "evenly").beam)).toBeCloseTo(1, 9);
});
