import { describe, expect, test } from "vitest";
import { archetype, parseBuildingModel } from "#sim";
import { featuresOf } from "../../../../sim/dataset/features.ts";
import { applyParameters, PARAMETERS } from "../../../../sim/dataset/parameters.ts";

const house = archetype("de-sfh-05");
const apply = (draw: Record<string, number | string>) => applyParameters(house, draw);

describe("every parameter, at both ends of its range, leaves a valid model that differs", () => {
  test.each(Object.entries(PARAMETERS))("%s", (id, parameter) => {
    const values = "names" in parameter ? parameter.names : [parameter.min, parameter.max];
    const models = values.map((v) => parseBuildingModel(apply({ [id]: v })));
    expect(new Set(models.map((m) => JSON.stringify(m))).size).toBeGreaterThan(1 - Number(id === "orientationDeg"));
  });
});

test("windows grow into their walls: the façade stays as large", () => {
  const sum = (m: typeof house) =>
    [...m.windows, ...m.elements.filter((e) => e.boundary.to === "outdoors")].reduce((s, p) => s + p.areaM2, 0);
  const larger = apply({ windowScale: 1.5 });
  expect(sum(larger)).toBeCloseTo(sum(house), 6);
  expect(featuresOf(larger).windowAreaM2 / featuresOf(house).windowAreaM2).toBeCloseTo(1.5, 6);
  expect(larger.elements.every((e) => e.areaM2 > 0)).toBe(true);
});

test("turning by a right angle moves south windows to the west", () => {
  const west = (m: typeof house) => m.windows.filter((w) => w.azimuthDeg === 270).reduce((s, w) => s + w.areaM2, 0);
  expect(west(apply({ orientationDeg: 90 }))).toBeCloseTo(featuresOf(house).southWindowAreaM2, 6);
});
