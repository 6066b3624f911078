import { expect, test } from "vitest";
import { equip } from "../../../../sim/building/archetypes/equipment.ts";
import { archetype } from "../../../../sim/building/archetypes/registry.ts";
import { blankControls } from "../../../../sim/controls.ts";
import { netWishes, releaseTheOther } from "../../../../sim/dataset/one-machine.ts";

const model = equip(archetype("de-sfh-08"), { cooling: "split" });

test("of two wishes the difference is left, on one side", () => {
  const held = blankControls(model);
  const after = (heatW: number, coolW: number) => {
    held.heatingPowerW[0] = heatW;
    held.coolingPowerW[0] = coolW;
    netWishes(held);
    return [held.heatingPowerW[0], held.coolingPowerW[0]];
  };
  expect(after(3_000, 1_000)).toEqual([2_000, 0]);
  expect(after(1_000, 3_000)).toEqual([0, 2_000]);
  expect(after(1_000, Number.NaN)).toEqual([1_000, Number.NaN]);
});

test("a machine that rests leaves the other its thermostat, one that works does not", () => {
  const after = (control: "heatingPowerW" | "coolingPowerW", levelW: number) => {
    const held = blankControls(model);
    held[control][0] = levelW;
    releaseTheOther(model, held);
    return [held[control][0], held.heatingSetpointC[0], held.coolingSetpointC[0]];
  };
  expect(after("coolingPowerW", 0)).toEqual([Number.NaN, Number.NaN, 60]);
  expect(after("heatingPowerW", 0)).toEqual([Number.NaN, -10, Number.NaN]);
  expect(after("coolingPowerW", 500)).toEqual([500, Number.NaN, Number.NaN]);
});
