/** The sun over a grid. */
import { expect, test } from "vitest";
import { sunPosition } from "../../../../sim/weather/sun.ts";
import { refine, sunCourse } from "../../../../sim/weather/sun-course.ts";

const grid = { startTs: Date.UTC(2023, 5, 20, 1), stepS: 3600, length: 24 };
const place = { latitudeDeg: 50, longitudeDeg: 0 };

test("heights are those in the middle of the intervals", () => {
  const { sinElevation, clearBeam } = sunCourse(grid, place);
  const { elevationDeg } = sunPosition(Date.UTC(2023, 5, 20, 11, 30), 50, 0);
  expect(sinElevation[11]).toBeCloseTo(Math.sin((elevationDeg * Math.PI) / 180), 12);
  expect(clearBeam[11]).toBeGreaterThan(0.65);
  expect(clearBeam[0]).toBe(0);
  expect(sinElevation[0]).toBeLessThan(0);
});

test("a refined grid covers the same span", () => {
  const fine = refine(grid, 12);
  expect(fine).toEqual({ startTs: Date.UTC(2023, 5, 20, 0, 5), stepS: 300, length: 288 });
  expect(fine.startTs + 287 * 300_000).toBe(grid.startTs + 23 * 3_600_000);
});
