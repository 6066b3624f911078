import { beforeAll, describe, expect, it } from "vitest";
import { INPUTS, type TrainedState, type TrainPlan, type TrainResult, tftConfig, trainPlan, trainTogether } from "#forecasting";
import { learnBuilding } from "../../../support/learn-series.ts";

const train = [1, 2].flatMap((seed) => learnBuilding(seed, 25));
const validation = [...learnBuilding(9, 12)];
const config = tftConfig({ ...INPUTS, hidden: 16, heads: 2, encoder: 24, horizon: 6, dropout: 0.1 });
const plan = (given: Partial<TrainPlan> = {}): TrainPlan =>
  trainPlan({ config, seed: 7, epochs: 2, batch: 16, shares: 2, stride: 11, warmupSteps: 5, ...given });

describe("training with two workers", () => {
  let two: TrainResult;
  const states: TrainedState[] = [];
  beforeAll(async () => {
    two = await trainTogether(plan(), {
      train,
      validation,
      workers: 2,
      kernels: "simd",
      onEpoch: (_, state) => states.push(state),
    });
  });

  it("learns: each epoch judges better than the one before", () => {
    expect(two.reports.map((r) => r.epoch)).toEqual([1, 2]);
    expect(two.end).toBe("epochs");
    const [first, second] = two.reports.map((r) => r.validationPinball);
    expect(second).toBeLessThan(first ?? 0);
  });

  it("comes to the same weights with one worker, to the bit", async () => {
    const one = await trainTogether(plan(), { train, validation, workers: 1, kernels: "simd" });
    expect(one.parameters).toEqual(two.parameters);
    expect(one.reports.map((r) => r.validationPinball)).toEqual(two.reports.map((r) => r.validationPinball));
  });

  it("comes to the same weights when it was interrupted after an epoch and resumed", async () => {
    const resume = states[0];
    if (!resume) throw new Error("no state after the first epoch");
    const resumed = await trainTogether(plan(), { train, validation, workers: 2, kernels: "simd", resume });
    expect(resumed.parameters).toEqual(two.parameters);
    expect(resumed.state?.step).toBe(two.state?.step);
  });
});

it("ends soon when it is called off, with what it has", async () => {
  const controller = new AbortController();
  let steps = 0;
  const result = await trainTogether(plan({ epochs: 500, stride: 2, patience: 500 }), {
    ...{ train, validation: [], workers: 2, signal: controller.signal },
    onProgress: ({ step }) => {
      steps = step;
      controller.abort();
    },
  });
  expect(result.end).toBe("cancelled");
  expect(steps).toBeGreaterThan(0);
  expect(result.parameters.every(Number.isFinite)).toBe(true);
});

it("says that the data do not fill a batch, and that there are more workers than shares", async () => {
  const few = { train: [...learnBuilding(1, 3)], validation: [] };
  await expect(trainTogether(plan(), few)).rejects.toThrow(/do not fill one batch of 16/);
  await expect(trainTogether(plan(), { train, validation, workers: 3 })).rejects.toThrow(/3 workers cannot share/);
});
