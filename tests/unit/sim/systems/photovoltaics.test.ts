import { expect, test } from "vitest";
import { photovoltaicPowerW } from "../../../../sim/systems/photovoltaics.ts";

const roof = { peakPowerW: 10_000, azimuthDeg: 180, tiltDeg: 30 };

test("hand calculation at 800 W/m² and 20 °C", () => {
  // Cells at 45 °C: 10 kW * 0.8 * (1 - 0.0047 * 20) * 0.86, then the inverter at 59.9 % load.
  const direct = 10_000 * 0.8 * (1 - 0.0047 * 20) * 0.86;
  const load = (0.96 * direct) / 10_000;
  const inverter = (0.96 / 0.9637) * (-0.0162 * load - 0.0059 / load + 0.9858);
  expect(photovoltaicPowerW(roof, 800, 20)).toBeCloseTo(direct * inverter, 9);
});

test("nothing at night, less when hot, never more than the inverter passes", () => {
  expect(photovoltaicPowerW(roof, 0, 20)).toBe(0);
  expect(photovoltaicPowerW(roof, 1e-6, 20)).toBe(0);
  expect(photovoltaicPowerW(roof, 900, 35)).toBeLessThan(photovoltaicPowerW(roof, 900, 5));
  expect(photovoltaicPowerW({ ...roof, systemLossShare: 0 }, 1_500, -20)).toBe(10_000);
});
