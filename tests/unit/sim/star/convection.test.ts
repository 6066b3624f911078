import { expect, test } from "vitest";
import { convectionAt, naturalConvection, windOf, withWind } from "../../../../sim/star/convection.ts";

const SEA = { meanWindMPerS: 3, meanPressurePa: 101_325 };

test("a wall takes 1.31 ΔT^(1/3), whichever side is warmer", () => {
  const wall = naturalConvection(90, "inside", SEA);
  expect(convectionAt(wall, 8)).toBeCloseTo(2.62, 3);
  expect(convectionAt(wall, -8)).toBeCloseTo(2.62, 3);
});

test("heat that rises freely is carried off better than heat that is held below a surface", () => {
  const floor = naturalConvection(180, "inside", SEA);
  const ceiling = naturalConvection(0, "inside", SEA);
  const roof = naturalConvection(0, "outside", SEA);
  expect(convectionAt(floor, 1)).toBeCloseTo(9.482 / 6.283, 4);
  expect(convectionAt(floor, -1)).toBeCloseTo(1.81 / 2.382, 4);
  expect(convectionAt(ceiling, -1)).toBeCloseTo(convectionAt(floor, 1), 6);
  expect(convectionAt(ceiling, 1)).toBeCloseTo(convectionAt(floor, -1), 6);
  expect(convectionAt(roof, 1)).toBeCloseTo(convectionAt(floor, 1), 6);
});

test("thin air carries less, by the density to the power of two thirds", () => {
  const high = naturalConvection(90, "inside", { ...SEA, meanPressurePa: 83_000 });
  expect(high.colder / 1.31).toBeCloseTo((83_000 / 101_325) ** (2 / 3), 12);
});

test("wind adds to natural convection as measured: 3.26 V^0.89 to windward, 3.55 V^0.617 to leeward", () => {
  const calm = windOf(0);
  expect(withWind(2, 1, false, calm)).toBeCloseTo(2, 9);
  const wind = windOf(4 / 0.755);
  const [windward, leeward] = [Math.hypot(2, 3.26 * 4 ** 0.89), Math.hypot(2, 3.55 * 4 ** 0.617)];
  expect(withWind(2, 1, true, wind)).toBeCloseTo(windward, 9);
  expect(withWind(2, 1, false, wind)).toBeCloseTo((200 * windward + 160 * leeward) / 360, 9);
  expect(withWind(2, 1.67, true, wind)).toBeCloseTo(2 + 1.67 * (windward - 2), 9);
  expect(withWind(2, 0, true, wind)).toBe(2);
});
