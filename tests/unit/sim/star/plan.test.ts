import { expect, test } from "vitest";
import { isZonecastError } from "#domain";
import { planOf } from "../../../../sim/star/plan.ts";
import { threeRooms } from "../../../support/star-building.ts";

const plan = planOf(threeRooms, 900);

test("faces and windows lie zone by zone, partitions once on either side", () => {
  expect([...plan.faceFrom]).toEqual([0, 5, 11, 17]);
  expect([...plan.windowFrom]).toEqual([0, 2, 4, 4]);
  expect(plan.faces.map((f) => f.zone)).toEqual([...plan.faceZone]);
  expect(plan.pairConductance.length).toBe(2);
  const sides = (p: number) => [plan.faceZone[plan.pairFace[2 * p]!], plan.faceZone[plan.pairFace[2 * p + 1]!]];
  expect(sides(0)).toEqual([0, 1]);
  expect(sides(1)).toEqual([1, 2]);
});

test("air links stand with both their zones and weigh the same", () => {
  expect([...plan.linkFrom]).toEqual([0, 1, 3, 4]);
  expect([...plan.linkZone]).toEqual([1, 0, 2, 1]);
  expect(plan.linkWPerK[0]).toBe(plan.linkWPerK[1]);
  expect(plan.zone.links[1]).toBeCloseTo((plan.linkWPerK[1] ?? 0) + (plan.linkWPerK[2] ?? 0), 12);
});

test("area shares of a zone's surfaces make one, sun at most that", () => {
  for (const z of plan.zones.keys()) {
    const over = (faces: Float64Array, windows: Float64Array) =>
      faces.subarray(plan.faceFrom[z], plan.faceFrom[z + 1]).reduce((a, b) => a + b, 0) +
      windows.subarray(plan.windowFrom[z], plan.windowFrom[z + 1]).reduce((a, b) => a + b, 0);
    expect(over(plan.face.share, plan.window.share)).toBeCloseTo(1, 12);
    expect(over(plan.face.beam, plan.window.beam)).toBeLessThanOrEqual(0.9 + 1e-9);
  }
});

test("zones that are not there, and zones without a surface, are refused", () => {
  const code = (run: () => unknown) => {
    try {
      run();
    } catch (e) {
      return isZonecastError(e) && e.code;
    }
    return undefined;
  };
  const [south] = threeRooms.zones;
  if (!south) throw new Error("there is no zone");
  expect(code(() => planOf({ ...threeRooms, airLinks: [{ zones: ["south", "attic"], flowM3PerH: 1 }] }, 900))).toBe(
    "unknown-name",
  );
  expect(code(() => planOf({ ...threeRooms, zones: [...threeRooms.zones, { ...south, id: "void" }] }, 900))).toBe("bad-input");
});
