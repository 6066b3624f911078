import { expect, test } from "vitest";
import { archetype } from "../../../../sim/building/archetypes/registry.ts";
import { actionRange } from "../../../../sim/env/spaces.ts";

const model = archetype("de-sfh-08", { zones: "one" });

test("power goes as far as what is installed, set-points as far as people bear", () => {
  expect(actionRange(model, "house", "heatingPowerW")).toEqual({ min: 0, max: model.zones[0]?.heating?.maxPowerW });
  expect(actionRange(model, "house", "heatingSetpointC")).toEqual({ min: 15, max: 24 });
  expect(() => actionRange(model, "house", "coolingPowerW")).toThrow(/nothing that coolingPowerW moves/);
});
