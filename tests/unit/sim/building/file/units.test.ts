import { expect, test } from "vitest";
import { z } from "zod";
import { unitOf } from "../../../../../sim/building/file/units.ts";
import { buildingModelSchema } from "../../../../../sim/building/model.ts";

test("the unit is the ending of the name", () => {
  const units = {
    areaM2: "m²",
    uWPerM2K: "W/m²K",
    tempC: "°C",
    fromHour: "h of the day",
    pBandK: "K",
    persons: "",
    maxPowerW: "W",
  };
  for (const [name, unit] of Object.entries(units)) expect(unitOf(name), name).toBe(unit);
  expect(unitOf("W")).toBe("");
});

/** Names of all numbers in the schema. */
function numbersIn(schema: unknown, name = ""): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { type, properties, items, oneOf, anyOf } = schema as Record<string, unknown>;
  if (type === "number") return [name];
  return [
    ...Object.entries((properties ?? {}) as object).flatMap(([key, value]) => numbersIn(value, key)),
    ...[items, ...((oneOf ?? anyOf ?? []) as unknown[])].flatMap((inner) => numbersIn(inner, name)),
  ];
}

/** Numbers that have no unit. */
const PURE = new Set([
  "persons",
  "gValue",
  "efficiency",
  "eer",
  "factor",
  "inverterEfficiency",
  "solarAbsorptance",
  "shadingFactor",
  "workday",
  "weekend",
]);

test("every number of a building file says its unit, or has none", () => {
  const names = numbersIn(z.toJSONSchema(buildingModelSchema, { io: "input" }));
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => unitOf(name) === "" && !PURE.has(name))).toEqual([]);
});
