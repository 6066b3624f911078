/** Light on planes: geometry, closure on the horizontal, and what the Perez sky changes against an even one. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cosIncidence, type PlaneInput, planeIrradiance } from "../../../../sim/weather/plane.ts";

const noon: PlaneInput = {
  directNormalWPerM2: 700,
  diffuseHorizontalWPerM2: 120,
  sun: { elevationDeg: 40, azimuthDeg: 180 },
  azimuthDeg: 180,
  tiltDeg: 90,
  groundReflectance: 0.2,
  sky: "isotropic",
  dayOfYear: 100,
};

test.each([
  ["facing the sun", 50, 180, 0],
  ["horizontal", 0, 77, 50],
  ["south wall", 90, 180, 40],
  ["east wall", 90, 90, 90],
  ["north wall", 90, 0, 140],
  ["looking down", 180, 0, 130],
])("incidence on a plane %s", (_, tiltDeg, azimuthDeg, expected) => {
  expect(planeIrradiance({ ...noon, tiltDeg, azimuthDeg }).incidenceDeg).toBeCloseTo(expected, 6);
});

test("the incidence of the worked example of the solar position algorithm", () => {
  // NREL/TP-560-34302, table A5.1: slope 30, surface azimuth -10 from south (towards east), incidence 25.187.
  const sun = { elevationDeg: 90 - 50.11162, azimuthDeg: 194.34024 };
  expect((Math.acos(cosIncidence(sun, 170, 30)) * 180) / Math.PI).toBeCloseTo(25.187, 3);
});

test("an even sky gives half its light to a wall, the ground half of its reflection", () => {
  const wall = planeIrradiance(noon);
  const global = 120 + 700 * Math.sin((40 * Math.PI) / 180);
  expect(wall.beamWPerM2).toBeCloseTo(700 * Math.cos((40 * Math.PI) / 180), 9);
  expect(wall.diffuseWPerM2).toBeCloseTo(60, 9);
  expect(wall.circumsolarWPerM2).toBe(0);
  expect(wall.groundWPerM2).toBeCloseTo(0.2 * 0.5 * global, 9);
  expect(wall.totalWPerM2).toBeCloseTo(wall.beamWPerM2 + wall.diffuseWPerM2 + wall.groundWPerM2, 9);
});

test.each(["isotropic", "perez"] as const)("the horizontal receives the global irradiance under a %s sky", (sky) => {
  const flat = planeIrradiance({ ...noon, tiltDeg: 0, sky });
  expect(flat.totalWPerM2).toBeCloseTo(120 + 700 * Math.sin((40 * Math.PI) / 180), 9);
});

test("Perez against an even sky: brighter towards the sun, darker away from it, never negative", () => {
  const wall = (azimuthDeg: number, sky: PlaneInput["sky"]) => planeIrradiance({ ...noon, azimuthDeg, sky }).diffuseWPerM2;
  expect(wall(180, "perez") / wall(180, "isotropic")).toBeGreaterThan(1.3);
  expect(wall(0, "perez") / wall(0, "isotropic")).toBeLessThan(0.9);
  expect(wall(0, "perez")).toBeGreaterThan(0);
});

test("no beam with the sun below the horizon, and a gap stays a gap", () => {
  const below = { elevationDeg: -1, azimuthDeg: 180 };
  expect(planeIrradiance({ ...noon, sun: below }).beamWPerM2).toBe(0);
  for (const sun of [noon.sun, below])
    for (const gap of [{ directNormalWPerM2: Number.NaN }, { diffuseHorizontalWPerM2: Number.NaN }])
      expect(planeIrradiance({ ...noon, sun, ...gap, sky: "perez" }).totalWPerM2).toBeNaN();
});

test("parts are never negative and add up", () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(
      number(0, 1100),
      number(0, 600),
      number(-20, 90),
      number(0, 360),
      number(0, 360),
      number(0, 180),
      fc.constantFrom("isotropic" as const, "perez" as const),
      (direct, diffuse, elevationDeg, sunAzimuthDeg, azimuthDeg, tiltDeg, sky) => {
        const p = planeIrradiance({
          ...noon,
          directNormalWPerM2: direct,
          diffuseHorizontalWPerM2: diffuse,
          sun: { elevationDeg, azimuthDeg: sunAzimuthDeg },
          azimuthDeg,
          tiltDeg,
          sky,
        });
        expect(Math.min(p.beamWPerM2, p.diffuseWPerM2, p.groundWPerM2, p.circumsolarWPerM2)).toBeGreaterThanOrEqual(0);
        expect(p.circumsolarWPerM2).toBeLessThanOrEqual(p.diffuseWPerM2);
        expect(p.totalWPerM2).toBeCloseTo(p.beamWPerM2 + p.diffuseWPerM2 + p.groundWPerM2, 9);
      },
    ),
  );
});
