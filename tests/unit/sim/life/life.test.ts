import { expect, test } from "vitest";
import { demoBuildings } from "#sim";
import { localTimeIn } from "../../../../sim/building/local-time.ts";
import { createLife } from "../../../../sim/life/life.ts";
import { PERSON_W } from "../../../../sim/life/people.ts";

const [house] = demoBuildings();
if (!house) throw new Error("there is no demo building");
const localTime = localTimeIn(house.building.timeZone);
const DAYS = 60;

/** Mean gains of all zones over two months, W. */
function meanGainsW(seed?: number): number {
  const life = createLife(house as NonNullable<typeof house>, seed);
  let [sum, rows] = [0, 0];
  for (let ts = Date.UTC(2025, 0, 1); ts < Date.UTC(2025, 0, 1 + DAYS); ts += 600_000) {
    life.at(localTime(ts));
    sum += life.now.gainsW.reduce((a, b) => a + b, 0);
    rows++;
  }
  return sum / rows;
}

test("seeded days have the mean of the expected day, and differ from seed to seed", () => {
  const expected = meanGainsW();
  const [one, other] = [meanGainsW(1), meanGainsW(2)];
  expect(Math.abs(one / expected - 1)).toBeLessThan(0.06);
  expect(Math.abs(other / expected - 1)).toBeLessThan(0.06);
  expect(one).not.toBe(other);
  expect(meanGainsW(1)).toBe(one);
});

test("gains are people and devices; without a seed nobody airs", () => {
  const [plain, seeded] = [createLife(house), createLife(house, 3)];
  let aired = 0;
  for (let ts = Date.UTC(2025, 0, 1); ts < Date.UTC(2025, 0, 8); ts += 180_000) {
    for (const life of [plain, seeded]) {
      life.at(localTime(ts));
      life.now.gainsW.forEach((w, i) => {
        expect(w).toBeCloseTo(PERSON_W * (life.now.persons[i] ?? 0) + (life.now.appliancesW[i] ?? 0), 9);
      });
    }
    expect(plain.now.airing.every((v) => v === 0)).toBe(true);
    aired += seeded.now.airing.reduce((a, b) => a + b, 0);
  }
  expect(aired).toBeGreaterThan(0);
});
