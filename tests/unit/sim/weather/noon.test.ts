import { describe, expect, test } from "vitest";
import { makeFrame } from "#domain";
import { RAD_PER_DEG } from "../../../../sim/weather/angle.ts";
import { lightLateH } from "../../../../sim/weather/noon.ts";
import { sunPosition } from "../../../../sim/weather/sun.ts";

const HOUR_MS = 3_600_000;
const startTs = Date.UTC(2026, 0, 1);
/** A clear year at a place, in a file whose clock is `lateH` wrong. */
const yearAt = (latitudeDeg: number, longitudeDeg: number, lateH: number) =>
  makeFrame(startTs + lateH * HOUR_MS, 3600, [
    [
      "globalIrradianceWPerM2",
      Float64Array.from({ length: 8760 }, (_, i) =>
        Math.max(
          0,
          900 * Math.sin(RAD_PER_DEG * sunPosition(startTs + (i - 0.5) * HOUR_MS, latitudeDeg, longitudeDeg).elevationDeg),
        ),
      ),
    ],
  ]);

describe.each([
  [52, 13],
  [-33, 151],
  [40, -105],
])("at %d° N, %d° E", (latitudeDeg, longitudeDeg) => {
  test.each([0, 1, -2, 9])("a clock that is %d h late shows", (lateH) => {
    expect(lightLateH(yearAt(latitudeDeg, longitudeDeg, lateH), { longitudeDeg })).toBeCloseTo(lateH, 1);
  });
});

test("a dark file says nothing", () => {
  const dark = makeFrame(0, 3600, [["globalIrradianceWPerM2", new Float64Array(100)]]);
  expect(lightLateH(dark, { longitudeDeg: 0 })).toBeNaN();
});
