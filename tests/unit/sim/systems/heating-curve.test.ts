import { expect, test } from "vitest";
import { flowTempC } from "../../../../sim/systems/heating-curve.ts";

const curve = { designOutdoorC: -12, designFlowC: 55 };

test("design flow at design weather and colder, room temperature when nothing is needed", () => {
  expect(flowTempC(curve, -12)).toBeCloseTo(55, 12);
  expect(flowTempC(curve, -25)).toBe(55);
  expect(flowTempC(curve, 20)).toBe(20);
  expect(flowTempC(curve, 30)).toBe(20);
  expect(flowTempC({ ...curve, roomC: 22 }, 25)).toBe(22);
});

test("half the load needs more than half the excess from radiators, and half of it from a straight emitter", () => {
  expect(flowTempC(curve, 4, 1) - 20).toBeCloseTo(35 / 2, 12);
  expect(flowTempC(curve, 4) - 20).toBeCloseTo(35 * 0.5 ** (1 / 1.3), 12);
});
