import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEquipment, type EquipmentLimits, levelOfPower } from "../../../../sim/excitation/equipment.ts";

const range = { min: 0, max: 100 };
const drive = (limits: Omit<EquipmentLimits, "range">, levels: readonly number[], stepS = 900) => {
  const equipment = createEquipment({ range, ...limits }, stepS);
  for (const level of levels) equipment.took(level);
  return equipment.permitted();
};

test("without limits everything is permitted", () => {
  expect(drive({}, [50])).toEqual([{ low: 0, high: 100 }]);
});

test("the rate counts from the last level, and not at all at the start", () => {
  expect(drive({ maxRatePerH: 40 }, [])).toEqual([{ low: 0, high: 100 }]);
  expect(drive({ maxRatePerH: 40 }, [50])).toEqual([{ low: 40, high: 60 }]);
  expect(drive({ maxRatePerH: 40 }, [95])).toEqual([{ low: 85, high: 100 }]);
});

describe("on and off", () => {
  const limits = { minOnS: 1800, minOffS: 2700, lowestOn: 30 };
  test("on for less than its time: off is not permitted", () => {
    expect(drive(limits, [0, 0, 0, 40])).toEqual([{ low: 30, high: 100 }]);
    expect(drive(limits, [0, 0, 0, 40, 60])).toEqual([
      { low: 0, high: 0 },
      { low: 30, high: 100 },
    ]);
  });
  test("off for less than its time: on is not permitted", () => {
    expect(drive(limits, [40, 40, 0, 0])).toEqual([{ low: 0, high: 0 }]);
    expect(drive(limits, [40, 40, 0, 0, 0])).toHaveLength(2);
  });
  test("a slow machine still gets over the gap between off and its lowest level", () => {
    expect(drive({ ...limits, maxRatePerH: 8 }, [0, 0, 0])).toEqual([
      { low: 0, high: 0 },
      { low: 30, high: 30 },
    ]);
    expect(drive({ ...limits, maxRatePerH: 8 }, [33, 33])).toEqual([{ low: 31, high: 35 }]);
    expect(drive({ ...limits, maxRatePerH: 8 }, [31, 31])).toContainEqual({ low: 0, high: 0 });
  });
});

test("the power limit bounds the level through the machine's own curve", () => {
  const [span] = drive({ powerLimitW: 900, powerOfW: (level) => level * level }, []);
  expect(span?.high).toBeCloseTo(30, 9);
  expect(drive({ powerLimitW: 10, lowestOn: 30 }, [])).toEqual([{ low: 0, high: 0 }]);
  expect(levelOfPower(range, () => 5, 1)).toBe(0);
});

test("something is always permitted, and whatever is permitted keeps the limits", () => {
  const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const limits = fc.record({
    maxRatePerH: some(fc.double({ min: 1, max: 400, noNaN: true })),
    minOnS: some(fc.integer({ min: 0, max: 7200 })),
    minOffS: some(fc.integer({ min: 0, max: 7200 })),
    lowestOn: some(fc.double({ min: 0, max: 60, noNaN: true })),
    powerLimitW: some(fc.double({ min: 0, max: 100, noNaN: true })),
  });
  const picks = fc.array(fc.tuple(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(limits, picks, (given, draws) => {
      const { maxRatePerH, minOnS, minOffS, lowestOn, powerLimitW } = given;
      const equipment = createEquipment(
        {
          range,
          ...(maxRatePerH !== undefined && { maxRatePerH }),
          ...(minOnS !== undefined && { minOnS }),
          ...(minOffS !== undefined && { minOffS }),
          ...(lowestOn !== undefined && { lowestOn }),
          ...(powerLimitW !== undefined && { powerLimitW }),
        },
        900,
      );
      let sinceS = Number.POSITIVE_INFINITY;
      let before: number | undefined;
      for (const [which, share] of draws) {
        const spans = equipment.permitted();
        expect(spans.length).toBeGreaterThan(0);
        const span = spans[which % spans.length] ?? { low: Number.NaN, high: Number.NaN };
        const level = span.low + share * (span.high - span.low);
        expect(span.low <= span.high && level >= 0 && level <= 100).toBe(true);
        if (powerLimitW !== undefined) expect(level).toBeLessThanOrEqual(powerLimitW);
        if (before !== undefined) {
          const [was, is] = [before > 0, level > 0];
          if (was && !is && powerLimitW === undefined) expect(sinceS).toBeGreaterThanOrEqual(minOnS ?? 0);
          if (!was && is) expect(sinceS).toBeGreaterThanOrEqual(minOffS ?? 0);
          if (was === is && maxRatePerH !== undefined)
            expect(Math.abs(level - before)).toBeLessThanOrEqual(maxRatePerH / 4 + 1e-9);
          sinceS = was === is ? sinceS + 900 : 900;
        } else sinceS = 900;
        before = level;
        equipment.took(level);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("a lowest level outside the range is refused", () => {
  const bad = expect.objectContaining({ code: "bad-input" });
  expect(() => createEquipment({ range, lowestOn: 101 }, 900)).toThrow(bad);
  expect(() => createEquipment({ range, maxRatePerH: 0 }, 900)).toThrow(bad);
});
