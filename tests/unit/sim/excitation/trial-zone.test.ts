import { expect, test } from "vitest";
import { TRIAL_FLAT, type TrialState, trialStep } from "../../../../sim/excitation/trial-zone.ts";

const run = (stepS: number, hours: number, start: TrialState, inputs: Parameters<ReturnType<typeof trialStep>>[1]) => {
  const step = trialStep(TRIAL_FLAT, stepS);
  let state = start;
  for (let i = 0; i < (hours * 3600) / stepS; i++) state = step(state, inputs);
  return state;
};
const still = { outdoorTempC: -5, globalIrradianceWPerM2: 100, powerW: 2_000 };

test("the result does not depend on the step", () => {
  const [fine, coarse] = [60, 3_600].map((s) => run(s, 24, { airTempC: 20, massTempC: 15 }, still));
  expect(fine?.airTempC).toBeCloseTo(coarse?.airTempC ?? Number.NaN, 9);
  expect(fine?.massTempC).toBeCloseTo(coarse?.massTempC ?? Number.NaN, 9);
});

test("comes to rest where losses equal gains", () => {
  const { airToMassWPerK: g, massToOutdoorWPerK: ge, airToOutdoorWPerK: gi, sunOnAirM2, sunOnMassM2 } = TRIAL_FLAT;
  const { airTempC, massTempC } = run(3_600, 2_000, { airTempC: 20, massTempC: 15 }, still);
  expect(gi * (airTempC + 5) + ge * (massTempC + 5)).toBeCloseTo(2_000 + 100 * (sunOnAirM2 + sunOnMassM2), 6);
  expect(g * (airTempC - massTempC)).toBeCloseTo(ge * (massTempC + 5) - 100 * sunOnMassM2, 6);
});

test("stored heat is what came in less what went out", () => {
  const start = { airTempC: 24, massTempC: 12 };
  const step = trialStep(TRIAL_FLAT, 1);
  let state: TrialState = start;
  let heatJ = 0;
  const { airToOutdoorWPerK: gi, massToOutdoorWPerK: ge, sunOnAirM2, sunOnMassM2 } = TRIAL_FLAT;
  for (let i = 0; i < 3_600; i++) {
    const next = step(state, still);
    const [air, mass] = [(state.airTempC + next.airTempC) / 2, (state.massTempC + next.massTempC) / 2];
    heatJ += 2_000 + 100 * (sunOnAirM2 + sunOnMassM2) - gi * (air + 5) - ge * (mass + 5);
    state = next;
  }
  const storedJ =
    TRIAL_FLAT.airJPerK * (state.airTempC - start.airTempC) + TRIAL_FLAT.massJPerK * (state.massTempC - start.massTempC);
  expect(storedJ / heatJ).toBeCloseTo(1, 6);
});
