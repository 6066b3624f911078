import { expect, test } from "vitest";
import { CLEAR } from "../../../../sim/star/glazing.ts";
import { paneAt, slabOf } from "../../../../sim/star/pane.ts";

const LOW_E = { ...CLEAR, transmittance: 0.452, reflectanceOut: 0.359, reflectanceIn: 0.397 };

test("at normal incidence a pane has the values of its data sheet", () => {
  for (const pane of [CLEAR, LOW_E]) {
    const at = paneAt(pane)(0);
    expect(at.transmitted).toBeCloseTo(pane.transmittance, 9);
    expect(at.front).toBeCloseTo(pane.reflectanceOut, 9);
    expect(at.back).toBeCloseTo(pane.reflectanceIn, 9);
  }
});

test("glass without absorption and n = 1.526 lets 0.919 through and loses the rest by reflection", () => {
  // r = ((n-1)/(n+1))² = 0.0434; tau = (1-r)/(1+r)
  const slab = slabOf(0.91687, 0.08313);
  const [at0, at80] = [slab(0), slab((80 * Math.PI) / 180)];
  expect(at0.transmitted + at0.reflected).toBeCloseTo(1, 6);
  expect(at80.transmitted + at80.reflected).toBeCloseTo(1, 6);
});

test("towards grazing light every pane becomes a mirror, and no pane makes light", () => {
  for (const pane of [CLEAR, LOW_E]) {
    let last = 1;
    for (let deg = 0; deg < 90; deg++) {
      const { transmitted, front, back } = paneAt(pane)((deg * Math.PI) / 180);
      expect(transmitted).toBeLessThanOrEqual(last + 1e-12);
      expect(transmitted + Math.max(front, back)).toBeLessThanOrEqual(1 + 1e-9);
      last = transmitted;
    }
    expect(paneAt(pane)((89.9 * Math.PI) / 180).transmitted).toBeLessThan(0.01);
  }
});
