import { expect, test } from "vitest";
import { archetype } from "#sim";
import { factsOf, factsText } from "../../../../bin/building/facts.ts";

test("losses of the zones add up, and two zones are two lines", () => {
  const facts = factsOf(archetype("de-sfh-08", { zones: "day-night" }));
  const sum = facts.zones.reduce((total, z) => total + z.outdoorsWPerK + z.groundWPerK + z.airWPerK, 0);
  expect(facts.heatLossWPerK).toBeCloseTo(sum, 9);
  expect(facts.timeConstantsH.length).toBe(5);
  const text = factsText(facts);
  expect(text).toMatch(/^living {2}/m);
  expect(text).toMatch(/^sleeping/m);
  expect(text).toContain("150.2 m²");
});
