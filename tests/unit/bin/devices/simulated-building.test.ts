import { describe, expect, test } from "vitest";
import { simulatedBuilding } from "../../../../bin/devices/simulated-building.ts";

describe.each([1, 2, 6, 7, 20])("%d rooms", (rooms) => {
  const model = simulatedBuilding("mill", rooms);

  test("have names of their own and the physics of an office room, each with heating and an envelope", () => {
    expect(model.building.id).toBe("mill");
    const ids = model.zones.map((z) => z.id);
    expect([ids.length, new Set(ids).size]).toEqual([rooms, rooms]);
    expect(ids[0]).toBe("room-101");
    expect(model.zones.every((z) => z.heating !== undefined)).toBe(true);
    for (const id of ids) expect(model.elements.some((e) => e.zone === id && e.boundary.to === "outdoors")).toBe(true);
  });

  test("border on rooms that are there, or on nothing", () => {
    const ids = new Set(model.zones.map((z) => z.id));
    for (const { boundary } of model.elements) if (boundary.to === "zone") expect(ids.has(boundary.zone)).toBe(true);
  });
});
