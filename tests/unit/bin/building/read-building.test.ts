import { expect, test } from "vitest";
import { archetype } from "#sim";
import { parseBuilding, readBuilding } from "../../../../bin/building/read-building.ts";
import { buildingYaml } from "../../../../bin/building/write-building.ts";

const yaml = buildingYaml(archetype("de-sfh-08"));
const broken = (from: string | RegExp, to: string) => () => parseBuilding(yaml.replace(from, to), "house.yaml");
const lineOf = (words: string) => yaml.split("\n").findIndex((line) => line.includes(words)) + 1;

test("what is written can be read again, and is the same to seven digits", () => {
  const { model, doubts } = parseBuilding(yaml, "house.yaml");
  expect(doubts).toEqual([]);
  expect(model.elements).toHaveLength(archetype("de-sfh-08").elements.length);
  expect(buildingYaml(model)).toBe(yaml);
  expect(yaml.split("\n").every((line) => !/^\s*- [\d.]+$/.test(line))).toBe(true);
});

test("JSON is read as well", () => {
  expect(parseBuilding(JSON.stringify(archetype("nl-sfh-06")), "house.json").model).toEqual(archetype("nl-sfh-06"));
});

test("a fault is told with file and line", () => {
  expect(broken("volumeM3: 375.5", "volumeM3: -375.5")).toThrow(
    `house.yaml: line ${lineOf("volumeM3")}: zones[0].volumeM3 a zone must hold air, not -375.5 m³`,
  );
});

test("broken YAML and a name given twice are told with line and column", () => {
  expect(broken("  id: de-sfh-08", "  id: [de")).toThrow(/house\.yaml: line \d+, column \d+: /);
  expect(broken("  id: de-sfh-08", "  id: a\n  id: b")).toThrow(/line 5, column 3: Map keys must be unique/);
});

test("a name without an ending is an archetype's", () => {
  expect(readBuilding("de-th-06").model.building.id).toBe("de-th-06");
  expect(() => readBuilding("de-th-66")).toThrow(/unknown archetype/);
  expect(() => readBuilding("nowhere.yaml")).toThrow(/cannot read nowhere\.yaml/);
});
