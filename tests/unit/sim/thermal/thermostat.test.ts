import fc from "fast-check";
import { expect, test } from "vitest";
import { thermostatPowerW } from "../../../../sim/thermal/thermostat.ts";

const law = { maxPowerW: 2000, pBandK: 2 };

test("the power agrees with the temperature that it leads to, or stands at its limit", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 5, max: 30, noNaN: true }),
      fc.double({ min: -20, max: 40, noNaN: true }),
      fc.double({ min: 1e-6, max: 0.1, noNaN: true }),
      (setpointC, freeC, riseKPerW) => {
        const power = thermostatPowerW(law, setpointC, freeC, riseKPerW);
        const wanted = (2000 * (setpointC + 1 - (freeC + riseKPerW * power))) / 2;
        expect(power).toBeCloseTo(Math.min(2000, Math.max(0, wanted)), 6);
      },
    ),
    { seed: 1 },
  );
});

test("half open at the set-point, closed half a band above", () => {
  expect(thermostatPowerW(law, 20, 20, 0)).toBe(1000);
  expect(thermostatPowerW(law, 20, 21, 0)).toBe(0);
});
