import { expect, test } from "vitest";
import { energyAllowance } from "../../../../sim/excitation/energy-allowance.ts";

test("taking all that is allowed spends the budget, and no more, in every period", () => {
  const allowance = energyAllowance({ energyWh: 24_000, everyS: 86_400 }, 900);
  for (let day = 0; day < 3; day++) {
    let usedWh = 0;
    for (let i = 0; i < 96; i++) {
      const powerW = Math.min(4_000, allowance.nextW());
      usedWh += powerW / 4;
      // A quarter ahead of an even pace at most.
      expect(usedWh).toBeLessThanOrEqual(24_000 * ((i + 1) / 96 + 0.25) + 1e-6);
      allowance.spent(powerW);
    }
    expect(usedWh).toBeCloseTo(24_000, 6);
  }
});

test("after overspending nothing is allowed until the pace has caught up", () => {
  const allowance = energyAllowance({ energyWh: 1_000, everyS: 3_600, aheadShare: 0 }, 900);
  allowance.spent(3_000);
  expect(allowance.nextW()).toBe(0);
  allowance.spent(0);
  expect(allowance.nextW()).toBeCloseTo(0, 9);
  allowance.spent(0);
  expect(allowance.nextW()).toBeCloseTo(1_000, 9);
});
