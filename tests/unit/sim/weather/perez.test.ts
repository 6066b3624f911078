/** The Perez sky: classes of clearness, an overcast sky that is nearly even, a clear one that is not. */
import { expect, test } from "vitest";
import { skyAnisotropy } from "../../../../sim/weather/perez.ts";

test("equation by hand: clear sky at 40 degrees on day 100", () => {
  // z = 0.872665, 1.041 z^3 = 0.691819; epsilon = (1 + 800 / 100 + 0.691819) / 1.691819 = 5.7287: class 7.
  // m = 1.55341 (Kasten and Young), E0 = 1367 * 0.99611; delta = 100 * 1.55341 / 1361.7 = 0.11408.
  const { circumsolar, horizon } = skyAnisotropy(800, 100, 40, 100);
  expect(circumsolar).toBeCloseTo(1.06 - 1.6 * 0.11408 - 0.359 * 0.872665, 4);
  expect(horizon).toBeCloseTo(0.264 - 1.127 * 0.11408 + 0.131 * 0.872665, 4);
});

test("a sky without direct light is of class 1", () => {
  const { circumsolar, horizon } = skyAnisotropy(0, 100, 40, 100);
  expect(circumsolar).toBeCloseTo(-0.008 + 0.588 * 0.11408 - 0.062 * 0.872665, 4);
  expect(horizon).toBeCloseTo(-0.06 + 0.072 * 0.11408 - 0.022 * 0.872665, 4);
});

test("the share around the sun never falls below nought", () => {
  expect(skyAnisotropy(0, 5, 60, 180).circumsolar).toBe(0);
});

test.each([
  ["no light", 0, 0, 30],
  ["sun below the horizon", 0, 10, -2],
  ["a gap", Number.NaN, Number.NaN, 30],
])("%s: the sky counts as even", (_, direct, diffuse, elevationDeg) => {
  expect(skyAnisotropy(direct, diffuse, elevationDeg, 100)).toEqual({ circumsolar: 0, horizon: 0 });
});

test("the clearer, the more of the light is around the sun, up to class 6", () => {
  const shares = [0, 30, 80, 150, 300].map((direct) => skyAnisotropy(direct, 150, 45, 172).circumsolar);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});
