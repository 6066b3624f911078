import { expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

test("holds stay between their limits, and every part of the range has its turn", () => {
  const spec = { kind: "aprbs", shortestHoldS: 1800, longestHoldS: 7200, strata: 8 } as const;
  const x = createWalker({ spec, range: { min: 0, max: 8 }, stepS: 900, seed: 3, name: "x" }).fill(new Float64Array(20_000));
  const holds: { level: number; steps: number }[] = [];
  for (const level of x) {
    const last = holds.at(-1);
    if (last?.level === level) last.steps++;
    else holds.push({ level, steps: 1 });
  }
  const whole = holds.slice(0, -1);
  expect(Math.min(...whole.map((h) => h.steps))).toBe(2);
  expect(Math.max(...whole.map((h) => h.steps))).toBe(8);
  for (let i = 0; i + 8 <= whole.length; i += 8)
    expect(new Set(whole.slice(i, i + 8).map((h) => Math.floor(h.level))).size).toBe(8);
});
