import { expect, test } from "vitest";
import { stream } from "#domain";
import { descriptors, learnSeries, sinkhornDistance } from "#forecasting";

const ROWS = 24 * 7 * 20;
/** A building with a peak at hour `peak`, and noise of its own. */
function building(seed: number, peak: number) {
  const random = stream(seed, "descriptor");
  const y = Float64Array.from(
    { length: ROWS },
    (_, i) => 50 + 20 * Math.cos((2 * Math.PI * ((i % 24) - peak)) / 24) + 3 * random.normal(),
  );
  return learnSeries({ id: `b${seed}`, building: `b${seed}`, kind: "electricity", startTs: 0, stepS: 3600, timeZone: "UTC", y });
}
const cloud = (seed: number, peak: number) => descriptors(building(seed, peak), 0, ROWS);

test("buildings of the same day are near, of another day far; scale does not count", () => {
  const near = sinkhornDistance(cloud(1, 14), cloud(2, 14));
  const far = sinkhornDistance(cloud(1, 14), cloud(2, 2));
  expect(far).toBeGreaterThan(5 * near);
  const big = building(2, 14);
  const scaled = { ...big, y: big.y.map((v) => 1000 * v) };
  expect(sinkhornDistance(descriptors(scaled, 0, ROWS), cloud(2, 14))).toBeCloseTo(0, 2);
});

test("a point needs a week that is mostly measured", () => {
  const series = building(1, 14);
  const gappy = { ...series, y: series.y.map((v, i) => (i % 2 === 0 ? Number.NaN : v)) };
  expect(descriptors(gappy, 0, ROWS).points.length).toBe(0);
  expect(descriptors(series, 0, ROWS).points.length % descriptors(series, 0, ROWS).size).toBe(0);
});
