/** Cloud told from light: none for a clear day, all for a dark one, unknown without light. */
import { expect, test } from "vitest";
import { clearSky, cloudTransmission } from "../../../../sim/weather/clear-sky.ts";
import { coverFromSunshine } from "../../../../sim/weather/cloud-from-sunshine.ts";
import { sunPosition } from "../../../../sim/weather/sun.ts";

const grid = { startTs: Date.UTC(2023, 5, 1, 1), stepS: 3600, length: 72 };
const place = { latitudeDeg: 50, longitudeDeg: 0 };
const clear = Float64Array.from({ length: 72 }, (_, i) => {
  const { elevationDeg } = sunPosition(grid.startTs + (i - 0.5) * 3_600_000, 50, 0);
  const light = clearSky(elevationDeg, 153, 0.35, 2.3);
  return light.diffuseHorizontalWPerM2 + light.directNormalWPerM2 * Math.max(0, Math.sin((elevationDeg * Math.PI) / 180));
});

test.each([0, 0.4, 0.8, 1])("a cover of %f comes back", (cover) => {
  const light = clear.map((v) => v * cloudTransmission(cover));
  for (const told of coverFromSunshine(light, grid, place)) expect(told).toBeCloseTo(cover, cover === 0 ? 0 : 2);
});

test("brighter than clear is no cloud, black is all cloud, polar night is unknown", () => {
  expect(
    coverFromSunshine(
      clear.map((v) => v * 1.2),
      grid,
      place,
    )[30],
  ).toBe(0);
  expect(
    coverFromSunshine(
      clear.map(() => 0),
      grid,
      place,
    )[30],
  ).toBe(1);
  const winter = { ...grid, startTs: Date.UTC(2023, 11, 20) };
  expect(coverFromSunshine(clear, winter, { latitudeDeg: 80, longitudeDeg: 0 }).every(Number.isNaN)).toBe(true);
  expect(
    coverFromSunshine(
      clear.map(() => Number.NaN),
      grid,
      place,
    ).every(Number.isNaN),
  ).toBe(true);
});
