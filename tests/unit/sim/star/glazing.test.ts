import { expect, test } from "vitest";
import { CLEAR, type Glazing, glazingOf, simpleGlazing } from "../../../../sim/star/glazing.ts";

const DOUBLE = glazingOf([CLEAR, CLEAR], [{ gas: "air", widthM: 0.012 }]);

/** With the films of ISO 10292, at 10 °C. */
function dataSheet(g: Glazing) {
  const inner = 1 / (g.conductance.at0C + 10 * g.conductance.perK);
  const all = 0.04 + inner + 0.13;
  const s = g.at(1);
  return { u: 1 / all, g: s.transmitted + (s.absorbedOut * 0.04 + s.absorbedIn * (0.04 + inner)) / all };
}

test("double clear glazing has the values that ASHRAE 140 and tables give", () => {
  const { u, g } = dataSheet(DOUBLE);
  expect(u).toBeGreaterThan(2.7);
  expect(u).toBeLessThan(3);
  expect(g).toBeGreaterThan(0.74);
  expect(g).toBeLessThan(0.78);
  expect(DOUBLE.at(1).transmitted).toBeCloseTo(0.834 ** 2 / (1 - 0.075 ** 2), 6);
});

test("what a glazing neither lets through nor keeps it reflects", () => {
  for (let cos = 0.05; cos <= 1; cos += 0.05) {
    const s = DOUBLE.at(cos);
    const sum = s.transmitted + s.absorbedIn + s.absorbedOut;
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(1);
  }
  expect(DOUBLE.diffuse.transmitted).toBeLessThan(DOUBLE.at(1).transmitted);
  expect(DOUBLE.diffuse.transmitted).toBeGreaterThan(DOUBLE.at(0.3).transmitted);
});

test("a symmetric glazing is the same from both sides, its panes with their places exchanged", () => {
  expect(DOUBLE.fromRoom.transmitted).toBeCloseTo(DOUBLE.diffuse.transmitted, 9);
  expect(DOUBLE.fromRoom.absorbedIn).toBeCloseTo(DOUBLE.diffuse.absorbedOut, 9);
});

test("argon and a low emissivity insulate, and the low-e pane of ASHRAE 140 case 660 does so to 1.3 W/m²K with g near 0.44", () => {
  const lowE = {
    ...CLEAR,
    transmittance: 0.452,
    reflectanceOut: 0.359,
    reflectanceIn: 0.397,
    emissivityIn: 0.047,
    thicknessM: 0.00318,
  };
  const { u, g } = dataSheet(glazingOf([lowE, CLEAR], [{ gas: "argon", widthM: 0.012 }]));
  expect(u).toBeGreaterThan(1.2);
  expect(u).toBeLessThan(1.4);
  expect(g).toBeGreaterThan(0.42);
  expect(g).toBeLessThan(0.46);
});

test.each([
  [2.8, 0.75],
  [1.3, 0.6],
  [0.7, 0.5],
])("a glazing of U = %d W/m²K and g = %d has these values", (u, g) => {
  const sheet = dataSheet(simpleGlazing(u, g));
  expect(sheet.u).toBeCloseTo(u, 9);
  expect(sheet.g).toBeCloseTo(g, 9);
});
