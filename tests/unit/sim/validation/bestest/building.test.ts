import { expect, test } from "vitest";
import { buildingOf } from "../../../../../sim/validation/bestest/building.ts";
import { CASES } from "../../../../../sim/validation/bestest/cases.ts";

const CLIMATE = { meanWindMPerS: 3, meanPressurePa: 83_000 };
const built = new Map(CASES.map((c) => [c.id, buildingOf(c, CLIMATE)]));

test("twenty-seven cases, each once", () => {
  expect(built.size).toBe(27);
});

test.each([...built].filter(([id]) => id !== "960"))(
  "case %s: walls and glass make a box of 171.6 m² around 129.6 m³",
  (_, b) => {
    const area = [...b.elements, ...b.windows].reduce((sum, part) => sum + part.areaM2, 0);
    expect(area).toBeCloseTo(2 * 48 + 2 * 21.6 + 2 * 16.2, 9);
    expect(b.windows.reduce((sum, w) => sum + w.areaM2, 0)).toBe(12);
    expect(b.zones[0]?.volumeM3).toBeCloseTo(129.6, 9);
  },
);

test("case 960 has a sunspace that floats before a room without windows", () => {
  const b = built.get("960");
  expect(b?.zones.map((z) => [z.id, z.heater !== undefined])).toEqual([
    ["room", true],
    ["sunspace", false],
  ]);
  expect(b?.windows.map((w) => w.zone)).toEqual(["sunspace"]);
  expect(b?.elements.filter((e) => e.boundary.to === "zone").map((e) => e.areaM2)).toEqual([21.6]);
});

test("only the cases that say so are shaded", () => {
  const shaded = [...built].filter(([, b]) => b.windows.some((w) => w.shade !== undefined)).map(([id]) => id);
  expect(shaded).toEqual(["610", "630", "910", "930"]);
});
