import { describe, expect, test } from "vitest";
import { proportionalIntegral } from "../../../../../sim/excitation/controllers/pi.ts";
import { TRIAL_FLAT, type TrialState, trialStep } from "../../../../../sim/excitation/trial-zone.ts";

const setting = { range: { min: 0, max: 4_500 }, stepS: 900, sense: "heating" } as const;
const step = trialStep(TRIAL_FLAT, 900);
const outdoors = { outdoorTempC: -5, globalIrradianceWPerM2: 0 };

/** Temperatures of `steps` steps; `overrule` replaces the controller's level where it is a number. */
function run(steps: number, setpointC: (i: number) => number, overrule: (i: number) => number | undefined = () => undefined) {
  const controller = proportionalIntegral({ gainPerK: 0.5, integralS: 7_200 }, setting);
  let state: TrialState = { airTempC: 20, massTempC: 18 };
  let levelBefore: number | undefined;
  return Array.from({ length: steps }, (_, i) => {
    const asked = controller.act({ airTempC: state.airTempC, setpointC: setpointC(i), levelBefore });
    levelBefore = overrule(i) ?? asked;
    state = step(state, { ...outdoors, powerW: levelBefore });
    return { airTempC: state.airTempC, asked };
  });
}

test("settles at the set-point without an offset", () => {
  expect(run(1_000, () => 21).at(-1)?.airTempC).toBeCloseTo(21, 6);
});

test("a day at its limit does not wind it up: it closes soon after the set-point is met", () => {
  // 60 °C is out of reach for a day; then 20 °C is asked of a room that is warmer.
  const steps = run(120, (i) => (i < 96 ? 60 : 20));
  expect(steps[90]?.asked).toBe(4_500);
  expect(steps.slice(98, 104).every((s) => s.asked === 0)).toBe(true);
});

describe("while a walker is in charge", () => {
  test("it follows, and takes over near the level that it finds", () => {
    const found = run(
      201,
      () => 21,
      (i) => (i >= 100 && i < 200 ? 2_550 : undefined),
    );
    expect(Math.abs((found[200]?.asked ?? Number.NaN) - 2_550)).toBeLessThan(500);
  });
});

test("cooling works the other way round", () => {
  const cooling = proportionalIntegral({ gainPerK: 0.5, integralS: 7_200 }, { ...setting, sense: "cooling" });
  expect(cooling.act({ airTempC: 25, setpointC: 24 })).toBe(2_250);
  expect(cooling.act({ airTempC: 20, setpointC: 24 })).toBe(0);
});
