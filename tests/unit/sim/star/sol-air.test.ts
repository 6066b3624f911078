import { expect, test } from "vitest";
import { windOf } from "../../../../sim/star/convection.ts";
import { exposureOf, filmAt, meanFilmM2KPerW, solAirC } from "../../../../sim/star/sol-air.ts";

const CLIMATE = { meanWindMPerS: 3, meanPressurePa: 101_325 };
const wall = exposureOf({ tiltDeg: 90, emissivity: 0.9, roughness: 1.67 }, CLIMATE);
const roof = exposureOf({ tiltDeg: 0, emissivity: 0.9, roughness: 1.67 }, CLIMATE);
const around = (airC: number, skyC: number, windMPerS = 3) => ({ airC, skyC, wind: windOf(windMPerS) });

test("without sun under a sky as warm as the air it is the air's temperature", () => {
  expect(solAirC(wall, around(7, 7), 0)).toBeCloseTo(7, 9);
});

test("at it the surface's balance closes", () => {
  for (const exposure of [wall, roof])
    for (const absorbed of [0, 150, 600]) {
      const now = around(-3, -20, 1);
      const surfaceC = solAirC(exposure, now, absorbed);
      const film = filmAt(exposure, surfaceC, now);
      expect(film.hWPerM2K * (surfaceC - film.tempC)).toBeCloseTo(absorbed, -Math.log10(0.01 * (absorbed + 20)));
    }
});

test("a roof below a clear sky is colder than the air, a wall less so", () => {
  const now = around(0, -25, 2);
  expect(solAirC(roof, now, 0)).toBeLessThan(solAirC(wall, now, 0));
  expect(solAirC(wall, now, 0)).toBeLessThan(0);
});

test("wind brings it nearer to the air; below a raised floor there is neither wind nor sky", () => {
  expect(solAirC(wall, around(0, 0, 8), 400)).toBeLessThan(solAirC(wall, around(0, 0, 1), 400));
  const floor = exposureOf({ tiltDeg: 180, emissivity: 0.9, roughness: 1.67 }, CLIMATE, false);
  expect(solAirC(floor, around(5, -30, 10), 0)).toBeCloseTo(5, 9);
});

test("the mean film of a wall is near the 0.04 m²K/W of standards in wind", () => {
  const film = meanFilmM2KPerW(wall, { ...CLIMATE, meanWindMPerS: 5 });
  expect(film).toBeGreaterThan(0.03);
  expect(film).toBeLessThan(0.07);
});
