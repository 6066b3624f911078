import { describe, expect, test } from "vitest";
import { LFSR_TAPS, lfsr } from "../../../../sim/excitation/lfsr.ts";

const orders = Object.keys(LFSR_TAPS).map(Number);

test("there is a row for every length from 2 to 16", () => {
  expect(orders).toEqual(Array.from({ length: 15 }, (_, i) => i + 2));
});

describe.each(orders)("length %i", (order) => {
  const period = 2 ** order - 1;
  const next = lfsr(order, 1);
  const bits = Array.from({ length: 2 * period }, next);

  test("repeats after 2^n - 1 bits and no sooner", () => {
    expect(bits.slice(period)).toEqual(bits.slice(0, period));
    // In a maximal sequence every window of n bits but zeros comes exactly once in a period.
    const windows = new Set<number>();
    let window = 0;
    bits.slice(0, period + order - 1).forEach((bit, i) => {
      window = ((window << 1) | bit) & period;
      if (i >= order - 1) windows.add(window);
    });
    expect(windows.size).toBe(period);
    expect(windows.has(0)).toBe(false);
  });

  test("has 2^(n-1) ones, and is white: correlation -1/(2^n - 1) at any shift", () => {
    expect(bits.slice(0, period).filter((b) => b === 1).length).toBe(2 ** (order - 1));
    for (const shift of [1, 2, Math.floor(period / 3), period - 1].filter((s) => s > 0 && s < period)) {
      let agree = 0;
      for (let i = 0; i < period; i++) agree += bits[i] === bits[i + shift] ? 1 : -1;
      expect(agree).toBe(-1);
    }
  });

  test("starts anywhere but at zero", () => {
    expect(Array.from({ length: period }, lfsr(order, period)).filter((b) => b === 1).length).toBe(2 ** (order - 1));
    for (const state of [0, -1, 1.5, period + 1])
      expect(() => lfsr(order, state)).toThrow(expect.objectContaining({ code: "bad-input" }));
  });
});

test("other lengths are refused", () => {
  expect(() => lfsr(1, 1)).toThrow(expect.objectContaining({ code: "bad-input" }));
  expect(() => lfsr(17, 1)).toThrow(expect.objectContaining({ code: "bad-input" }));
});
