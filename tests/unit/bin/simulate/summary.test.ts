import { expect, test } from "vitest";
import { archetype, simulate } from "#sim";
import { summaryOf } from "../../../../bin/simulate/summary.ts";
import { stillWeather } from "../../../support/still-weather.ts";

test("energies are power times time, comfort a share of the rows, and nothing is lost", () => {
  const model = archetype("de-sfh-08", { supply: "gas" });
  const { frame } = simulate({ model, weather: stillWeather(0, 48, 3600), stepS: 1800 });
  const summary = summaryOf(model, frame);
  const power = frame.columns.get("house/heatingPowerW") ?? new Float64Array();
  const temps = [...(frame.columns.get("house/airTempC") ?? [])];
  expect([summary.rows, summary.stepS, summary.comfortC]).toEqual([frame.length, 1800, [20, 26]]);
  expect(summary.zones).toHaveLength(1);
  expect(summary.zones[0]).toMatchObject({
    zone: "house",
    leastC: Math.min(...temps),
    mostC: Math.max(...temps),
    comfortShare: temps.filter((t) => t >= 20 && t <= 26).length / temps.length,
    coolingKWh: 0,
  });
  expect(summary.zones[0]?.heatingKWh).toBeCloseTo(power.reduce((a, b) => a + b, 0) / 2000, 9);
  expect(summary.energyKWh.heatingPowerW).toBeCloseTo(summary.zones[0]?.heatingKWh ?? 0, 9);
  expect(summary.balanceResidualShare).toBeLessThan(1e-9);
});

test("other bounds, other shares", () => {
  const model = archetype("de-sfh-08", {});
  const { frame } = simulate({ model, weather: stillWeather(0, 24, 3600), stepS: 3600 });
  const wide = { minC: 5, maxC: 40 };
  const summary = summaryOf(model, frame, { occupied: wide, empty: wide, co2LimitPpm: 1 });
  expect(summary.zones[0]).toMatchObject({ comfortShare: 1, discomfortKh: 0 });
  expect(summary.zones[0]?.badAirPpmH).toBeGreaterThan(400 * 23);
});
