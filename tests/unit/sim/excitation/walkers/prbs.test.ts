import { expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

test("two levels, switched at most once a hold, the same again after 2^n - 1 holds", () => {
  const spec = { kind: "prbs", order: 5, holdS: 1800, low: 0.25, high: 0.75 } as const;
  const x = createWalker({ spec, range: { min: 0, max: 100 }, stepS: 600, seed: 3, name: "x" }).fill(
    new Float64Array(31 * 3 * 3),
  );
  expect(new Set(x)).toEqual(new Set([25, 75]));
  expect(x.slice(93, 186)).toEqual(x.slice(0, 93));
  const switches = [...x].flatMap((v, i) => (i > 0 && v !== x[i - 1] ? [i] : []));
  const first = switches[0] ?? 0;
  expect(switches.length).toBeGreaterThan(30);
  expect(switches.every((i) => (i - first) % 3 === 0)).toBe(true);
});
