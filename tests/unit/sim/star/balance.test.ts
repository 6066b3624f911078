import { expect, test } from "vitest";
import { ACT_WIDTH } from "../../../../sim/star/arrays.ts";
import { createBalance } from "../../../../sim/star/balance.ts";
import { planOf } from "../../../../sim/star/plan.ts";
import { createStepper } from "../../../../sim/star/stepper.ts";
import { HEATED_FLOOR, heatedBy, RADIATOR, threeRooms } from "../../../support/star-building.ts";
import { PLACE, springWeather, wildActs } from "../../../support/star-run.ts";

test.each([
  [300, "radiators", threeRooms],
  [900, "radiators", threeRooms],
  [3600, "radiators", threeRooms],
  [300, "heated floors", heatedBy(RADIATOR, HEATED_FLOOR)],
  [3600, "heated floors", heatedBy(HEATED_FLOOR, HEATED_FLOOR)],
] as const)(
  "at steps of %i s and with %s, what is gained is lost or stored, in every zone and step, to 1e-9",
  (stepS, _, building) => {
    const plan = planOf(building, stepS);
    const table = plan.columns.table(springWeather(stepS, 20), PLACE);
    const steps = Math.min(1_500, (20 * 86_400) / stepS);
    const acts = wildActs(plan, steps);
    const stepper = createStepper(plan);
    const account = createBalance(plan, stepper.work);
    let worst = 0;
    for (let k = 0; k < steps; k++) {
      account.open();
      stepper.run({ steps: 1, weather: table, firstRow: k, acts, firstAct: k });
      const row = k * plan.columns.width();
      const { gainW, lossW, storedW, residualW } = account.close(table, row, acts, k * plan.zones.length * ACT_WIDTH);
      residualW.forEach((r, z) => {
        worst = Math.max(worst, Math.abs(r) / (Math.abs(gainW[z]!) + Math.abs(lossW[z]!) + Math.abs(storedW[z]!)));
      });
    }
    expect(worst).toBeLessThan(1e-9);
  },
);
