import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestComfortable } from "../../../../sim/excitation/nearest-comfortable.ts";

const band = { minC: 18, maxC: 26 };
const all = [{ low: 0, high: 100 }];

describe("warming by a tenth of a kelvin a unit", () => {
  const predict = (level: number) => 17 + level / 10;
  test("a comfortable wish is granted at the price of few predictions", () => {
    let calls = 0;
    const found = nearestComfortable(all, 50, band, (level) => {
      calls++;
      return predict(level);
    });
    expect(found).toEqual({ level: 50, inReach: true });
    expect(calls).toBeLessThanOrEqual(2);
  });
  test.each([
    [100, 90],
    [95, 90],
    [0, 10],
  ])("%i becomes %i", (wish, level) => {
    const found = nearestComfortable(all, wish, band, predict);
    expect(found.level).toBeCloseTo(level, 4);
    expect(found.inReach).toBe(true);
    expect(predict(found.level)).toBeLessThanOrEqual(26 + 1e-6);
  });
});

test("out of reach: the level that comes nearest, and no move where none helps", () => {
  expect(nearestComfortable(all, 40, band, (level) => 30 + level / 10)).toEqual({ level: 0, inReach: false });
  expect(nearestComfortable(all, 40, band, (level) => 10 + level / 100)).toEqual({ level: 100, inReach: false });
  expect(nearestComfortable(all, 40, band, () => 30)).toEqual({ level: 40, inReach: false });
});

test("of two spans the one that is comfortable, then the nearer", () => {
  const spans = [
    { low: 0, high: 0 },
    { low: 30, high: 100 },
  ];
  expect(nearestComfortable(spans, 12, band, () => 20).level).toBe(0);
  expect(nearestComfortable(spans, 18, band, () => 20).level).toBe(30);
  expect(nearestComfortable(spans, 12, band, (level) => 17 + level / 10).level).toBe(30);
});

test("on any rising or falling curve: comfortable whenever some level is, and no comfortable level is nearer", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -30, max: 60, noNaN: true }),
      fc.double({ min: -40, max: 40, noNaN: true }),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (startC, spanK, bend, wish) => {
        const predict = (level: number) => startC + spanK * (level / 100) ** bend;
        const { level, inReach } = nearestComfortable(all, wish, band, predict);
        const fine = Array.from({ length: 2_001 }, (_, i) => i / 20).filter(
          (l) => predict(l) >= band.minC && predict(l) <= band.maxC,
        );
        if (fine.length > 0) expect(inReach).toBe(true);
        if (inReach) {
          expect(predict(level)).toBeGreaterThan(band.minC - 1e-5);
          expect(predict(level)).toBeLessThan(band.maxC + 1e-5);
          for (const l of fine) expect(Math.abs(l - wish)).toBeGreaterThanOrEqual(Math.abs(level - wish) - 0.01);
        }
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});
