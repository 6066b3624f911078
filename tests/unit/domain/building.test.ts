import { describe, expect, it } from "vitest";
import { buildingSchema, toSlug } from "#domain";

describe("slugs", () => {
  it.each([
    ["Büro 101 / TRV", "buro-101-trv"],
    ["  -- ", "unnamed"],
    ["../../etc/passwd", "etc-passwd"],
    ["__proto__", "proto"],
    ["客厅", "unnamed"],
    ["a".repeat(100), "a".repeat(64)],
  ])("%j becomes %j", (text, slug) => {
    expect(toSlug(text)).toBe(slug);
  });
});

describe("buildings", () => {
  it("need a time zone that exists", () => {
    const building = {
      id: "b",
      name: "B",
      timeZone: "Europe/Berlin",
      latitudeDeg: 52,
      longitudeDeg: 13,
      zones: [],
      origin: "real",
      actuation: false,
    };
    expect(buildingSchema.safeParse(building).success).toBe(true);
    expect(buildingSchema.safeParse({ ...building, timeZone: "Europe/Atlantis" }).success).toBe(false);
  });
});
