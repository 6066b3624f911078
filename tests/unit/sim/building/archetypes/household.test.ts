import { expect, test } from "vitest";
import { gainsOf } from "../../../../../sim/building/archetypes/household.ts";
import { PERSON_W } from "../../../../../sim/life/people.ts";

const mean = (week: { readonly workday: readonly number[]; readonly weekend: readonly number[] }) => {
  const sum = (day: readonly number[]) => day.reduce((a, b) => a + b, 0);
  return (5 * sum(week.workday) + 2 * sum(week.weekend)) / 168;
};

test.each(["house", "living", "sleeping"])("people and devices in '%s' give 3 W/m² in the mean of a week", (zone) => {
  const g = gainsOf(zone, 120, "lived");
  const heatW = PERSON_W * g.persons * mean(g.presence) + g.applianceBaseW + g.appliancePeakW * mean(g.appliances);
  expect(heatW / 120).toBeCloseTo(3, 9);
  expect(g.persons).toBe(3);
});

test("constant gains are 3 W/m² without anybody", () => {
  expect(gainsOf("house", 100, "constant")).toMatchObject({
    persons: 0,
    applianceBaseW: 300,
    appliancePeakW: 0,
    moistureGPerH: 0,
  });
});
