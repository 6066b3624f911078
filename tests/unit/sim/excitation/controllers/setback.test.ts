import { expect, test } from "vitest";
import { stream } from "../../../../../domain/index.ts";
import { drawSetback, setpointAt } from "../../../../../sim/excitation/controllers/setback.ts";

test("by day and by night, also when the day begins in the evening", () => {
  const home = { dayC: 21, setbackK: 3, fromHour: 6, toHour: 22 };
  expect([5.9, 6, 21.9, 22].map((h) => setpointAt(home, h))).toEqual([18, 21, 21, 18]);
  const bar = { dayC: 21, setbackK: 3, fromHour: 18, toHour: 2 };
  expect([1.5, 2, 17, 18, 23].map((h) => setpointAt(bar, h))).toEqual([21, 18, 18, 21, 21]);
});

test("drawn schedules: 20..24 °C in half kelvins, seven in ten with a set-back of 0.5..4 K", () => {
  const random = stream(1, "setback");
  const drawn = Array.from({ length: 5_000 }, () => drawSetback(random));
  for (const s of drawn) {
    expect(Number.isInteger(2 * s.dayC) && s.dayC >= 20 && s.dayC <= 24).toBe(true);
    expect(Number.isInteger(2 * s.setbackK) && s.setbackK >= 0 && s.setbackK <= 4).toBe(true);
    expect(s.fromHour >= 5 && s.fromHour < s.toHour && s.toHour < 24).toBe(true);
  }
  expect(new Set(drawn.map((s) => s.dayC)).size).toBe(9);
  const lowered = drawn.filter((s) => s.setbackK > 0);
  expect(new Set(lowered.map((s) => s.setbackK)).size).toBe(8);
  expect(Math.abs(lowered.length / drawn.length - 0.7)).toBeLessThan(0.03);
});
