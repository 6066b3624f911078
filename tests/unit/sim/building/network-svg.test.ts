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

test.each(["de-sfh-08", "de-sfh-1958", "small-office-2020"])(
  "no zone of %s stands in another's column, or beyond the paper",
  (name) => {
    const svg = networkPicture(archetype(name));
    const across = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map((m) => [Number(m[1]), Number(m[2])] as const);
    for (const [i, [x, y]] of across.entries()) {
      expect(x).toBeGreaterThan(15);
      expect(x).toBeLessThan(505);
      expect(y).toBeGreaterThan(70);
      expect(y).toBeLessThan(250);
      for (const [other] of across.slice(i + 1)) expect(Math.abs(other - x)).toBeGreaterThan(30);
    }
  },
);
