/** Spreading keeps energy, whatever the edges, and follows the sun. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { averageBy, edgesOf, skyShape, spreadMeans } from "../../../../sim/weather/spread.ts";
import { refine, sunCourse } from "../../../../sim/weather/sun-course.ts";

const grid = { startTs: Date.UTC(2023, 2, 20, 1), stepS: 3600, length: 48 };
const fine = refine(grid, 12);
const course = sunCourse(fine, { latitudeDeg: 50, longitudeDeg: 0 });
const shape = skyShape(course);

test("every interval keeps its mean", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 48, maxLength: 48 }), (values) => {
      const means = Float64Array.from(values);
      const back = averageBy(12, spreadMeans(means, edgesOf(grid), fine, shape));
      return back.every((v, i) => Math.abs(v - (means[i] ?? Number.NaN)) < 1e-9 * 1000);
    }),
  );
});

test("uneven, shifted intervals keep their energy too", () => {
  const edges = edgesOf(grid).map((ts, i) => ts + 1_300_000 + 60_000 * Math.sin(i));
  const means = Float64Array.from({ length: 48 }, (_, i) => Math.max(0, 500 * Math.sin(((i % 24) - 6) * 0.26)));
  const out = spreadMeans(means, edges, fine, shape);
  const sum = out.reduce((s, v) => s + (Number.isNaN(v) ? 0 : v), 0) / 12;
  expect(sum / means.reduce((s, v) => s + v, 0)).toBeCloseTo(1, 1);
  expect(out.slice(0, 4).every(Number.isNaN)).toBe(true);
});

test("light follows the sun within an hour, and is nought while it is down", () => {
  const means = averageBy(
    12,
    shape.map((s) => 800 * s),
  );
  const out = spreadMeans(means, edgesOf(grid), fine, shape);
  expect(Math.max(...out.map((v, j) => Math.abs(v - 800 * (shape[j] ?? 0))))).toBeLessThan(1e-9);
  const sunrise = shape.findIndex((s) => s > 0);
  expect(out[sunrise - 1]).toBe(0);
  expect(out[sunrise]).toBeGreaterThan(0);
});

test("a sky that clears does so gradually", () => {
  const clear = averageBy(12, shape);
  const means = clear.map((c, i) => c * (i % 24 < 12 ? 200 : 800));
  const clearness = spreadMeans(means, edgesOf(grid), fine, shape).map((v, j) => v / (shape[j] ?? Number.NaN));
  const noon = 12 * 12;
  expect(clearness[noon - 1]).toBeGreaterThan(300);
  expect(clearness[noon]).toBeLessThan(700);
});

test("a gap stays a gap and spoils nobody; light without sun is filled evenly", () => {
  const means = new Float64Array(48).fill(100);
  means[12] = Number.NaN;
  const out = spreadMeans(means, edgesOf(grid), fine, shape);
  expect(out.findIndex(Number.isNaN)).toBe(144);
  expect(out.filter(Number.isNaN)).toHaveLength(12);
  expect([...out.slice(0, 12)]).toEqual(new Array(12).fill(100));
});
