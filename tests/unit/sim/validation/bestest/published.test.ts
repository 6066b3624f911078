import { expect, it } from "vitest";
import { CASES } from "../../../../../sim/validation/bestest/cases.ts";
import { PUBLISHED } from "../../../../../sim/validation/bestest/published.ts";

it("every case has its quantities once, and every span runs upwards", () => {
  expect([...new Set(PUBLISHED.map((p) => p.case))].sort()).toEqual(CASES.map((c) => c.id).sort());
  expect(PUBLISHED).toHaveLength(21 * 4 + 7 * 3);
  expect(new Set(PUBLISHED.map((p) => `${p.case} ${p.metric}`)).size).toBe(PUBLISHED.length);
  for (const { programs, accepted = [0, 1] } of PUBLISHED) {
    expect(programs[0]).toBeLessThanOrEqual(programs[1]);
    expect(accepted[0]).toBeLessThanOrEqual(accepted[1]);
  }
});
