import { expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

const range = { min: 0, max: 3 };

test("visits the levels in order, up and down, with rests only at the foot", () => {
  const spec = { kind: "staircase", levels: 4, holdS: 1800, restHolds: 3 } as const;
  const x = createWalker({ spec, range, stepS: 900, seed: 3, name: "x" }).fill(new Float64Array(2_000));
  for (let i = 1; i < x.length; i++) expect(Math.abs((x[i] ?? 0) - (x[i - 1] ?? 0))).toBeLessThanOrEqual(1);
  const text = [...x].join("");
  expect(text.slice(text.indexOf("0"))).toMatch(/^(0{2,8}112233(?:22)(?:11))+/);
});

test("two levels without rests are a step test", () => {
  const spec = { kind: "staircase", levels: 2, holdS: 1800, restHolds: 0 } as const;
  const x = createWalker({ spec, range, stepS: 900, seed: 3, name: "x" }).fill(new Float64Array(40));
  expect([...x].join("")).toMatch(/^(0{0,2})((3300)+|(0033)+)/);
  expect(new Set(x)).toEqual(new Set([0, 3]));
});
