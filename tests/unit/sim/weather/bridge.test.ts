/** Short gaps are bridged on request, long ones and light are not. */
import { expect, test } from "vitest";
import { column, makeFrame } from "../../../../domain/index.ts";
import { bridgeGaps } from "../../../../sim/weather/bridge.ts";

const gap = Number.NaN;
const frame = makeFrame(0, 3600, [
  ["outdoorTempC", Float64Array.of(gap, 1, gap, 3, gap, gap, gap, 7, gap)],
  ["globalIrradianceWPerM2", Float64Array.of(gap, 1, gap, 3, gap, gap, gap, 7, gap)],
]);

test("gaps up to the length asked for, with a value at either end", () => {
  const { frame: bridged, filled } = bridgeGaps(frame, 3600);
  expect([...column(bridged, "outdoorTempC")]).toEqual([gap, 1, 2, 3, gap, gap, gap, 7, gap]);
  expect(filled).toEqual({ outdoorTempC: 1 });
  expect([...column(bridgeGaps(frame, 3 * 3600).frame, "outdoorTempC")]).toEqual([gap, 1, 2, 3, 4, 5, 6, 7, gap]);
});

test("light is left alone, and so is the frame that was given", () => {
  expect(column(bridgeGaps(frame, 1e6).frame, "globalIrradianceWPerM2")).toBe(column(frame, "globalIrradianceWPerM2"));
  expect(column(frame, "outdoorTempC")[2]).toBeNaN();
});
