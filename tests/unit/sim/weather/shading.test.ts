/** Shade of overhangs and fins against plane geometry and published view factors. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { diffuseShares, type ShadedWindow, sunlitShare } from "../../../../sim/weather/shading.ts";

const SOUTH = 180;
const wide: ShadedWindow = { widthM: 3, heightM: 2, overhang: { depthM: 1, aboveM: 0.5, leftM: 50, rightM: 50 } };

test.each([
  // Shadow length below the overhang: depth * tan(profile angle) = tan(elevation) square on.
  [20, 1],
  [Math.atan(0.5) * (180 / Math.PI), 1],
  [45, 0.75],
  [60, 1 - (Math.sqrt(3) - 0.5) / 2],
  [80, 0],
])("overhang, sun square on at %f degrees", (elevationDeg, lit) => {
  expect(sunlitShare(wide, { elevationDeg, azimuthDeg: SOUTH }, SOUTH)).toBeCloseTo(lit, 9);
});

test("overhang, sun from the side: the profile angle counts", () => {
  const elevationDeg = 35;
  const profile = Math.tan((elevationDeg * Math.PI) / 180) / Math.cos(Math.PI / 4);
  expect(sunlitShare(wide, { elevationDeg, azimuthDeg: 225 }, SOUTH)).toBeCloseTo(1 - (profile - 0.5) / 2, 9);
});

test("a short overhang lets the sun in past its end", () => {
  const short: ShadedWindow = { widthM: 3, heightM: 2, overhang: { depthM: 1, aboveM: 0.5, leftM: 0.5, rightM: 0.5 } };
  const sun = { elevationDeg: 45, azimuthDeg: 240 };
  expect(sunlitShare(short, sun, SOUTH)).toBeGreaterThan(sunlitShare(wide, sun, SOUTH));
  expect(sunlitShare(short, { elevationDeg: 45, azimuthDeg: SOUTH }, SOUTH)).toBeCloseTo(0.75, 9);
});

test("fins: the one towards the sun shades, from outside the east is to the right of a south wall", () => {
  const fin = { depthM: 1, besideM: 0, aboveM: 10, belowM: 10 };
  const right: ShadedWindow = { widthM: 3, heightM: 2, rightFin: fin };
  const left: ShadedWindow = { widthM: 3, heightM: 2, leftFin: fin };
  const morning = { elevationDeg: 10, azimuthDeg: 135 };
  const evening = { elevationDeg: 10, azimuthDeg: 225 };
  expect(sunlitShare(right, morning, SOUTH)).toBeCloseTo(1 - 1 / 3, 9);
  expect(sunlitShare(left, morning, SOUTH)).toBe(1);
  expect(sunlitShare(left, evening, SOUTH)).toBeCloseTo(1 - 1 / 3, 9);
  expect(sunlitShare(right, evening, SOUTH)).toBe(1);
});

test("overhang and fin together: shade that falls twice counts once", () => {
  const fin = { depthM: 1, besideM: 0, aboveM: 50, belowM: 50 };
  const sun = { elevationDeg: 40, azimuthDeg: 225 };
  const over = sunlitShare(wide, sun, SOUTH);
  const beside = sunlitShare({ widthM: 3, heightM: 2, leftFin: fin }, sun, SOUTH);
  // Both shadows are whole strips here, so that the lit part is a rectangle.
  expect(sunlitShare({ ...wide, leftFin: fin }, sun, SOUTH)).toBeCloseTo(over * beside, 9);
});

test("no screens, no shade; sun behind the wall, no sun", () => {
  const bare = { widthM: 3, heightM: 2 };
  expect(sunlitShare(bare, { elevationDeg: 30, azimuthDeg: 120 }, SOUTH)).toBe(1);
  expect(sunlitShare(bare, { elevationDeg: 30, azimuthDeg: 0 }, SOUTH)).toBe(0);
  expect(diffuseShares(bare)).toEqual({ sky: 1, ground: 1 });
});

test("a roof window sees the sun from above", () => {
  expect(sunlitShare({ widthM: 1, heightM: 1 }, { elevationDeg: 60, azimuthDeg: 0 }, SOUTH, 30)).toBe(1);
  expect(sunlitShare({ widthM: 1, heightM: 1 }, { elevationDeg: 20, azimuthDeg: 0 }, SOUTH, 30)).toBe(0);
});

test.each([0.5, 1, 2])("sky seen below an endless overhang as deep as %f window heights: crossed strings", (depthM) => {
  // H. C. Hottel: view factor of a wall strip to a strip at a right angle, (1 + r - sqrt(1 + r^2)) / 2; the bare sky is 1/2.
  const window = { widthM: 100, heightM: 1, overhang: { depthM, aboveM: 0, leftM: 1e5, rightM: 1e5 } };
  const expected = 1 - (1 + depthM - Math.sqrt(1 + depthM ** 2));
  expect(Math.abs(diffuseShares(window).sky - expected)).toBeLessThan(0.005);
  expect(diffuseShares(window).ground).toBe(1);
});

test("endless fins on one side take as much of the ground as of the sky", () => {
  const { sky, ground } = diffuseShares({
    widthM: 1,
    heightM: 100,
    leftFin: { depthM: 1, besideM: 0, aboveM: 1e5, belowM: 1e5 },
  });
  expect(sky).toBeCloseTo(ground, 3);
  // Same strips, seen by the whole half-space: 1 - (2 - sqrt 2) / 2.
  expect(Math.abs(sky - (1 - (2 - Math.SQRT2) / 2))).toBeLessThan(0.005);
});

test("more screen, more shade; always within 0..1", () => {
  const m = fc.double({ min: 0, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      m,
      m,
      m,
      fc.double({ min: 1, max: 89, noNaN: true }),
      fc.double({ min: 0, max: 360, noNaN: true }),
      (d, above, side, h, az) => {
        const sun = { elevationDeg: h, azimuthDeg: az };
        const of = (depthM: number) =>
          sunlitShare(
            {
              widthM: 2,
              heightM: 1.5,
              overhang: { depthM, aboveM: above, leftM: side, rightM: side },
              leftFin: { depthM, besideM: side, aboveM: above, belowM: 0 },
              rightFin: { depthM, besideM: side, aboveM: above, belowM: 0 },
            },
            sun,
            SOUTH,
          );
        return of(d) >= 0 && of(d) <= 1 && of(d + 0.5) <= of(d) + 1e-9;
      },
    ),
  );
});
