import { expect, test } from "vitest";
import { isZonecastError } from "#domain";
import { ARCHETYPES, archetype } from "../../../../../sim/building/archetypes/registry.ts";

const caught = (run: () => unknown): unknown => {
  try {
    run();
  } catch (e) {
    return e;
  }
};

test("there are more than 25 archetypes of more than five countries, each called once and each with its source", () => {
  expect(ARCHETYPES.length).toBeGreaterThan(25);
  expect(new Set(ARCHETYPES.map((a) => a.country)).size).toBeGreaterThan(5);
  expect(new Set(ARCHETYPES.map((a) => a.id)).size).toBe(ARCHETYPES.length);
  expect(ARCHETYPES.filter((a) => a.country === "DE" && a.size === "SFH" && a.zones === 1)).toHaveLength(12);
  for (const a of ARCHETYPES) expect(archetype(a.id).source, a.id).toContain(a.code);
});

test.each([["DE.N.SFH.08"], ["de-sfh-08"], ["DE.N.SFH.08.Gen.ReEx.001.001"]])("%s is the house of 1984-1994", (name) => {
  expect(archetype(name).building.name).toBe("Single-family house, Germany, 1984-1994");
});

test("a wrong name is told with the nearest right one", () => {
  const e = caught(() => archetype("de-sfh-1959"));
  expect(isZonecastError(e, "unknown-name") && e.hint).toBe("did you mean 'de-sfh-1958'?");
  const coded = caught(() => archetype("DE.N.SFX.08"));
  expect(isZonecastError(coded, "unknown-name") && coded.hint).toContain("DE.N.SFH.08");
});

test("options are checked, and refused by a building that is drawn", () => {
  expect(String(caught(() => archetype("de-sfh-08", { windowShare: 2 })))).toContain("windowShare");
  expect(String(caught(() => archetype("de-sfh-1958", { zones: "one" })))).toContain("takes no options, not zones");
  expect(String(caught(() => archetype("de-sfh-08", { zones: "storeys" })))).toContain("one storey");
});
