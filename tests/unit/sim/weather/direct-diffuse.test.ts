/** Light told from light: Erbs, closure, and nothing out of nothing. */
import { expect, test } from "vitest";
import { completeLight, erbsDiffuseShare } from "../../../../sim/weather/direct-diffuse.ts";
import { edgesOf } from "../../../../sim/weather/spread.ts";
import { emptyWeather } from "../../../../sim/weather/weather-frame.ts";

const place = { latitudeDeg: 50, longitudeDeg: 0 };
/** Two days in June, hourly. */
const grid = { startTs: Date.UTC(2023, 5, 20, 1), stepS: 3600, length: 48 };
const gap = Number.NaN;

function arraysOf(direct: number, diffuse: number, global: number) {
  const arrays = emptyWeather(grid.length);
  arrays.directNormalWPerM2.fill(direct);
  arrays.diffuseHorizontalWPerM2.fill(diffuse);
  arrays.globalIrradianceWPerM2.fill(global);
  return arrays;
}

test.each([
  // Values of equation 1 worked by hand.
  [0, 1],
  [0.22, 0.9802],
  [0.5, 0.6592],
  [0.7, 0.244],
  [0.8, 0.1651],
  [0.95, 0.165],
])("Erbs at a clearness of %f", (kt, share) => {
  expect(erbsDiffuseShare(kt)).toBeCloseTo(share, 3);
});

test("Erbs joins its three pieces within 0.01 and never leaves 0..1", () => {
  for (const edge of [0.22, 0.8]) expect(erbsDiffuseShare(edge - 1e-9)).toBeCloseTo(erbsDiffuseShare(edge + 1e-9), 2);
  for (let kt = 0; kt < 1.5; kt += 0.01) {
    expect(erbsDiffuseShare(kt)).toBeGreaterThan(0);
    expect(erbsDiffuseShare(kt)).toBeLessThanOrEqual(1);
  }
});

test("global alone: parts that add up to it, beam only with the sun up, dull light nearly all diffuse", () => {
  const arrays = arraysOf(gap, gap, 100);
  expect(completeLight(arrays, grid, place)).toEqual({
    directNormalWPerM2: 48,
    diffuseHorizontalWPerM2: 48,
    globalIrradianceWPerM2: 0,
  });
  expect(arrays.globalIrradianceWPerM2.every((g) => g === 100)).toBe(true);
  expect(arrays.directNormalWPerM2[0]).toBe(0);
  expect(arrays.diffuseHorizontalWPerM2[0]).toBe(100);
  expect(arrays.diffuseHorizontalWPerM2[11]).toBeGreaterThan(97);
  const bright = arraysOf(gap, gap, 850);
  completeLight(bright, grid, place);
  expect(bright.diffuseHorizontalWPerM2[11]).toBeLessThan(200);
  expect(bright.directNormalWPerM2[11]).toBeGreaterThan(700);
});

test("what closure gives, closure takes back", () => {
  const whole = arraysOf(400, 80, gap);
  expect(completeLight(whole, grid, place).globalIrradianceWPerM2).toBe(48);
  for (const lost of ["directNormalWPerM2", "diffuseHorizontalWPerM2"] as const) {
    const arrays = emptyWeather(grid.length);
    for (const name of ["directNormalWPerM2", "diffuseHorizontalWPerM2", "globalIrradianceWPerM2"] as const)
      if (name !== lost) arrays[name].set(whole[name]);
    completeLight(arrays, grid, place);
    for (let i = 8; i < 16; i++) expect(arrays[lost][i]).toBeCloseTo(whole[lost][i] ?? gap, 9);
  }
});

test("a beam beyond any clear sky is cut and what is over becomes diffuse", () => {
  const arrays = arraysOf(gap, 0, 900);
  completeLight(arrays, grid, place);
  const edges = edgesOf(grid);
  const early = edges.indexOf(Date.UTC(2023, 5, 20, 5));
  expect(arrays.directNormalWPerM2[early]).toBeLessThan(900);
  expect(arrays.diffuseHorizontalWPerM2[early]).toBeGreaterThan(500);
});

test("a gap in all stays a gap, and so does diffuse or direct alone", () => {
  for (const arrays of [arraysOf(gap, gap, gap), arraysOf(300, gap, gap), arraysOf(gap, 90, gap)]) {
    expect(Object.values(completeLight(arrays, grid, place))).toEqual([0, 0, 0]);
    expect(arrays.globalIrradianceWPerM2.every(Number.isNaN)).toBe(true);
  }
});
