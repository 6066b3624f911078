import { expect, test } from "vitest";
import { optionsOf } from "../../../../bin/building/command.ts";

test("settings are JSON where they can be, and words elsewhere", () => {
  expect(optionsOf(["zones=day-night", "orientationDeg=90", 'windowShare={"s":0.4}'])).toEqual({
    zones: "day-night",
    orientationDeg: 90,
    windowShare: { s: 0.4 },
  });
});

test("a setting that is none, or says nothing, is told", () => {
  expect(() => optionsOf(["zone=one"])).toThrow(/unknown option 'zone'/);
  expect(() => optionsOf(["zones"])).toThrow(/says no value/);
});
