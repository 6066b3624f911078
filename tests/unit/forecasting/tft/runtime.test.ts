import { expect, it } from "vitest";
import { startTft } from "#forecasting";
import { committedGolden, configOf, drawnBatch, drawnParameters } from "../../../support/torch/golden.ts";

it("forecasts the same bits with and without what learning needs, and learns only with it", async () => {
  const small = committedGolden().cases.small;
  if (!small) throw new Error("no case small");
  const batch = drawnBatch(small);
  const made = async (learning: boolean) => {
    const model = (await startTft({ kernels: "simd", learning })).create(configOf(small), 1);
    model.setParameters(drawnParameters(model.layout));
    return model;
  };
  const light = await made(false);
  const said = light.forward(batch);
  expect(() => light.gradients(batch, new Float32Array(light.parameters().length), 1)).toThrow(/gradient/);
  const full = await made(true);
  expect(full.forward(batch)).toEqual(said);
  expect(full.gradients(batch, new Float32Array(full.parameters().length), 1).lossSum).toBeGreaterThan(0);
});
