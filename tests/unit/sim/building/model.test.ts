import { expect, test } from "vitest";
import { isZonecastError } from "#domain";
import { type BuildingModel, parseBuildingModel } from "../../../../sim/building/model.ts";
import { boxBuilding, boxZone } from "../../../support/box-building.ts";

const good = () => boxBuilding([boxZone("a"), boxZone("b")]);
const wall = (change: object) => ({ elements: [{ ...good().elements[0], ...change }] });

const faults: [string, unknown, string, RegExp][] = [
  ["no object", null, "bad-input", /building model/],
  ["a negative area", { ...good(), ...wall({ areaM2: -3 }) }, "bad-input", /elements\.0\.areaM2/],
  ["a value that is no number", { ...good(), ...wall({ uWPerM2K: Number.NaN }) }, "bad-input", /elements\.0\.uWPerM2K/],
  ["an unknown key", { ...good(), colour: "red" }, "bad-input", /colour/],
  [
    "a neighbour that does not exist",
    { ...good(), ...wall({ boundary: { to: "zone", zone: "c" } }) },
    "unknown-name",
    /element 'a-wall' 'c'/,
  ],
  ["a zone beside itself", { ...good(), ...wall({ boundary: { to: "zone", zone: "a" } }) }, "bad-input", /both sides/],
  ["a wall of an unknown zone", { ...good(), ...wall({ zone: "attic" }) }, "unknown-name", /'attic'/],
  ["two zones of one name", boxBuilding([boxZone("a"), boxZone("a")]), "bad-input", /two zones are called 'a'/],
  [
    "a U-value beyond its own surfaces",
    { ...good(), ...wall({ uWPerM2K: 4.99, boundary: { to: "zone", zone: "b" } }) },
    "bad-input",
    /no resistance/,
  ],
  ["a record without the zone", { ...good(), building: { ...good().building, zones: [] } }, "bad-input", /record/],
  [
    "a day of 23 hours",
    { ...good(), zones: good().zones.map((z) => ({ ...z, gains: { ...z.gains, presence: { workday: [0], weekend: [0] } } })) },
    "bad-input",
    /presence/,
  ],
];

test.each(faults)("%s is one clear error", (_, model, code, message) => {
  let caught: unknown;
  try {
    parseBuildingModel(model);
  } catch (e) {
    caught = e;
  }
  expect(isZonecastError(caught) && caught.code).toBe(code);
  expect(String(caught)).toMatch(message);
});

test("a good model comes back as it was, also through JSON", () => {
  const model: BuildingModel = good();
  expect(parseBuildingModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
});
