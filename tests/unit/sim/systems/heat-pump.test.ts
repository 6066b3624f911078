import { expect, test } from "vitest";
import {
  type AirHeatPump,
  carnotCop,
  heatPumpCop,
  heatPumpHeatW,
  heatPumpLimitW,
  heatPumpWork,
} from "../../../../sim/systems/heat-pump.ts";

const pump: AirHeatPump = {
  carrier: "air-heat-pump",
  kind: "on-off",
  thermalPowerW: 6_000,
  rodPowerW: 3_000,
  heatingCurve: { designOutdoorC: -12, designFlowC: 50 },
};

test("COPs are those of the coefficients, and never pass Carnot's", () => {
  // 39.57443144 * 7 - 0.06269011 * 35 + 5.78890215 - 39.47841130 * 7
  expect(heatPumpCop("on-off", 7, 35)).toBeCloseTo(4.2669, 4);
  expect(heatPumpCop("regulated", 7, 35)).toBeCloseTo(5.8312, 4);
  for (const kind of ["regulated", "on-off"] as const)
    for (let outdoor = -20; outdoor <= 40; outdoor += 5)
      for (let flow = 25; flow <= 65; flow += 5)
        expect(heatPumpCop(kind, outdoor, flow)).toBeLessThanOrEqual(carnotCop(outdoor, flow));
});

test("it gives its rated heat at -7 °C and the design flow, more when it is milder", () => {
  expect(heatPumpHeatW(pump, -7, 50)).toBeCloseTo(6_000, 6);
  expect(heatPumpHeatW(pump, 7, 50)).toBeGreaterThan(7_000);
  expect(heatPumpLimitW(pump, -12)).toBeLessThan(9_000);
});

test("what pump and rod take in is what they give: electricity and the outdoor air's heat", () => {
  for (const outdoorC of [-20, -10, 0, 10])
    for (const heatW of [0, 1_500, 5_000, 8_000, 20_000]) {
      const work = heatPumpWork(pump, outdoorC, heatW, 600);
      const delivered = heatW + 600 - work.missingW;
      expect(work.electricW).toBeLessThanOrEqual(delivered + 1e-9);
      expect(work.rodW).toBeLessThanOrEqual(3_000);
      expect(work.cop).toBeCloseTo(delivered / work.electricW, 9);
      expect(work.runningShare).toBeLessThanOrEqual(1);
      if (work.missingW > 0) expect(work.rodW).toBe(3_000);
    }
});

test("the rod steps in where the pump's limit is reached or its COP is no better", () => {
  expect(heatPumpWork(pump, 5, 3_000, 0).rodW).toBe(0);
  expect(heatPumpWork(pump, -15, 7_000, 0).rodW).toBeGreaterThan(500);
  const hot = { ...pump, kind: "regulated", heatingCurve: { designOutdoorC: -12, designFlowC: 65 } } as const;
  expect(heatPumpWork(hot, -12, 2_000, 0)).toMatchObject({ rodW: 2_000, electricW: 2_000, runningShare: 0 });
});

test("warmer than its bivalence the rod is left to hot water", () => {
  const bivalent = { ...pump, rodBelowC: -5 };
  expect(heatPumpLimitW(bivalent, 0)).toBe(heatPumpHeatW(pump, 0, heatPumpWork(pump, 0, 1, 0).flowC));
  expect(heatPumpLimitW(bivalent, -6)).toBe(heatPumpLimitW(pump, -6));
  const busy = heatPumpWork(bivalent, 0, 20_000, 600);
  expect(busy.rodW).toBeCloseTo(600, 9);
  expect(busy.missingW).toBeGreaterThan(5_000);
  const hot = { ...bivalent, kind: "regulated", heatingCurve: { designOutdoorC: -4, designFlowC: 80 } } as const;
  expect(heatPumpWork(hot, -4.5, 2_000, 0).rodW).toBe(2_000);
});
