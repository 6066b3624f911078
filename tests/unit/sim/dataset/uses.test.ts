import { expect, test } from "vitest";
import { isZonecastError } from "#domain";
import { HOME, USE_NAMES, usageOf } from "../../../../sim/dataset/uses.ts";

const uses = USE_NAMES.filter((name) => name !== HOME).map((name) => [name, usageOf(name)!] as const);

test("homes are no entry of the table, and a wrong name is answered with the nearest", () => {
  expect(usageOf(HOME)).toBeUndefined();
  let caught: unknown;
  try {
    usageOf("ofice");
  } catch (e) {
    caught = e;
  }
  expect(isZonecastError(caught, "unknown-name") && caught.hint).toContain("office");
});

test.each(uses)("%s: courses of 24 hours within 0..1, ranges the right way round", (_, use) => {
  for (const course of [use.persons, use.devices]) {
    expect(course).toHaveLength(24);
    expect(Math.min(...course)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...course)).toBeLessThanOrEqual(1);
  }
  for (const [least, most] of [use.always, use.saturday, use.sunday, use.quietWeeks, use.quietLevel])
    expect(least).toBeLessThanOrEqual(most);
  expect(use.floorShare).toBeGreaterThan(0);
  expect(use.floorShare).toBeLessThanOrEqual(1);
});
