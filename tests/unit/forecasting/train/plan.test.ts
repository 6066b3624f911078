import { describe, expect, it } from "vitest";
import { INPUTS, tftConfig, trainPlan } from "#forecasting";
import { scheduled } from "../../../../forecasting/train/plan.ts";

const config = tftConfig(INPUTS);

describe("a plan", () => {
  it("is filled in", () =>
    expect(trainPlan({ config, epochs: 3 })).toMatchObject({ epochs: 3, batch: 64, shares: 2, limitS: null }));

  it.each([
    [{ epochs: 0 }, /epochs 0/],
    [{ stride: 1.5 }, /stride 1.5/],
    [{ batch: 2, shares: 3 }, /3 shares of a batch of 2/],
    [{ learningRate: 2 }, /learning rate of 2/],
    [{ clip: 0 }, /clip of 0/],
  ])("refuses %o", (given, message) => {
    expect(() => trainPlan({ config, ...given })).toThrow(message);
  });
});

it("the step size rises, stays below its highest and ends at a fiftieth", () => {
  const plan = { warmupSteps: 10 };
  expect(scheduled(plan, 1, 0)).toBeCloseTo(0.1);
  expect(scheduled(plan, 10, 0)).toBe(1);
  expect(scheduled(plan, 500, 0.5)).toBeCloseTo(0.51);
  expect(scheduled(plan, 1_000, 1)).toBeCloseTo(0.02);
  expect(scheduled(plan, 1_000, 1.5)).toBeCloseTo(0.02);
});
