import { expect, test } from "vitest";
import { archetype } from "#sim";
import { comfortAt, electricityPrice } from "../../../../bin/boptest/conditions.ts";

test("prices: constant, by day and night, by the hour", () => {
  expect([3, 12].map((h) => electricityPrice("constant", h))).toEqual([0.3, 0.3]);
  expect([3, 12].map((h) => electricityPrice("dynamic", h))).toEqual([0.25, 0.35]);
  expect(electricityPrice("highly_dynamic", 3)).toBeCloseTo(0.15, 12);
  expect(electricityPrice("highly_dynamic", 15)).toBeCloseTo(0.45, 12);
});

test("comfort is asked for while somebody is there", () => {
  const model = archetype("de-sfh-08", { zones: "one" });
  const { presence } = model.zones[0]!.gains;
  for (let hour = 0; hour < 24; hour++)
    expect(comfortAt(model, 0, hour + 0.5, false).lowerC).toBe(presence.workday[hour]! > 0 ? 21 : 15);
});
