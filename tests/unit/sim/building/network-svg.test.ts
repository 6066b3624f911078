import { expect, test } from "vitest";
import { archetype } from "../../../../sim/building/archetypes/registry.ts";
import { networkPicture } from "../../../../sim/building/network-svg.ts";

test("every zone is drawn and named, with what joins it", () => {
  const svg = networkPicture(archetype("de-sfh-1958"));
  expect(svg.match(/<circle/g)).toHaveLength(6);
  for (const words of ["living-room", "bathroom - hall", "bedroom to outdoors", "hall to the ground", "6 zones"])
    expect(svg).toContain(words);
  expect(svg).not.toContain("NaN");
});

test("names cannot break out of the picture", () => {
  const model = archetype("de-sfh-08");
  const svg = networkPicture({ ...model, building: { ...model.building, name: '<script>"&' } });
  expect(svg).not.toContain("<script>");
});
