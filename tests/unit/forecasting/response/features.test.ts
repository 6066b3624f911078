import { expect, test } from "vitest";
import { FEATURES, fillFeatures, PLAN_FROM } from "../../../../forecasting/response/features.ts";
import { LEADS, LOOK_BACK } from "../../../../forecasting/response/operation.ts";
import { madeUpZone } from "../../../support/response-record.ts";

const plan = new Float64Array(LEADS).fill(0.5);

test("fills every place, the plan at the end", () => {
  const out = new Float64Array(FEATURES).fill(Number.NaN);
  fillFeatures(madeUpZone(200, 1), LOOK_BACK, plan, out);
  expect([...out].every(Number.isFinite)).toBe(true);
  expect([...out.slice(PLAN_FROM)]).toEqual([...plan]);
});

test("reads nothing after the row but the weather", () => {
  const zone = madeUpZone(200, 1);
  const before = new Float64Array(FEATURES);
  fillFeatures(zone, LOOK_BACK, plan, before);
  zone.airTempC.fill(99, LOOK_BACK + 1);
  zone.heatingShare.fill(99, LOOK_BACK);
  const after = new Float64Array(FEATURES);
  fillFeatures(zone, LOOK_BACK, plan, after);
  expect(after).toEqual(before);
});
