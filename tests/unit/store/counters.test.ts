import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CounterSample, counterGrowth } from "../../../store/counters.ts";

const MINUTE_MS = 60_000;
/** Faster than any plant, kWh/h: the tests' counters are in kWh. */
const MAX = 1e5;

const every5Min = (values: readonly number[]): CounterSample[] => values.map((value, i) => ({ ts: i * 5 * MINUTE_MS, value }));
const growthOf = (...values: number[]) => counterGrowth(every5Min(values), MAX);
const total = (...values: number[]) => growthOf(...values).reduce((sum, { amount }) => sum + amount, 0);

describe("glitches", () => {
  test.each([
    { name: "a zero that stays for two readings is no reset", values: [397.11, 0, 0, 413.5], counted: 16.39 },
    { name: "a zero and back counts nothing", values: [13423.7, 0, 13423.7], counted: 0 },
    { name: "a zero among ordinary growth", values: [5, 6, 0, 7, 8], counted: 3 },
    { name: "a low value that is not zero", values: [100, 101, 3, 102], counted: 2 },
    { name: "a spike", values: [100, 101, 900, 102, 103], counted: 3 },
    { name: "a spike that no plant can make, for two readings", values: [100, 101, 1e9, 1e9 - 5, 102], counted: 2 },
    { name: "a counter that came back a little lower after a power cut", values: [100, 100.2, 100.1, 100.3], counted: 0.3 },
  ])("T20: $name", ({ values, counted }) => {
    expect(total(...values)).toBeCloseTo(counted, 9);
  });
});

describe("restarts", () => {
  test("T20: a drop to zero at the end stays undecided: never negative, and nothing is known after it", () => {
    expect(growthOf(10.42, 0)).toEqual([]);
    expect(growthOf(10, 10.42, 0)).toMatchObject([{ toTs: 5 * MINUTE_MS }]);
  });

  test("T20: a new cycle counts from zero", () => {
    expect(total(10, 10.42, 0, 0.3, 0.6)).toBeCloseTo(0.42 + 0.6, 9);
  });

  test("T21: what a restarted counter shows first was counted since", () => {
    expect(total(90, 95, 100, 4, 8)).toBeCloseTo(10 + 4 + 4, 9);
  });

  test("T21: an exchanged meter's first reading was counted elsewhere", () => {
    expect(total(90, 95, 100, 62, 66)).toBeCloseTo(10 + 4, 9);
    expect(total(90, 95, 100, 1e8, 1e8 + 4)).toBeCloseTo(10 + 4, 9);
  });

  test("T21: a register of 32 bits turns over once", () => {
    const end = 2 ** 32 / 1000;
    expect(total(end - 12, end - 7, end - 2, 3, 8)).toBeCloseTo(20, 6);
  });

  test("T21: five digits turn over once", () => {
    expect(total(99_985, 99_990, 99_995, 2, 7)).toBeCloseTo(22, 9);
  });
});

describe("always", () => {
  const values = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })), { maxLength: 40 });

  test("growth is finite, never negative, ascending and without overlap", () => {
    fc.assert(
      fc.property(values, (series) => {
        let end = 0;
        for (const { fromTs, toTs, amount } of growthOf(...series)) {
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(amount)).toBe(true);
          expect(fromTs).toBeGreaterThanOrEqual(end);
          expect(toTs).toBeGreaterThan(fromTs);
          end = toTs;
        }
      }),
    );
  });

  test("a counter that only grows is counted exactly, with zeros strewn in or not", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 2 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(steps, (growing) => {
        let level = 10_000;
        const series = [level];
        for (const [step, zeros] of growing) {
          level += step;
          series.push(...Array.from({ length: zeros }, () => 0), level);
        }
        expect(total(...series)).toBe(level - 10_000);
      }),
    );
  });
});
