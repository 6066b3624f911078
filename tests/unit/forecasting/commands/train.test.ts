import { expect, test } from "vitest";
import { train } from "#forecasting";
import { hourlySeries } from "../../../support/hourly-series.ts";

const houses = ["a", "b", "c"].map((id, i) => hourlySeries(id, 24, (h) => 20 + i + 2 * Math.sin((2 * Math.PI * (h + i)) / 24)));

test("a model of several buildings, with where it comes from", async () => {
  const input = { hidden: 16, epochs: 1, stride: 11, workers: 1, kernels: "simd", licence: "CC0-1.0" } as const;
  const model = await train(houses, input);
  expect(model.config.hidden).toBe(16);
  expect(model.provenance).toMatchObject({ buildings: 3, dataLicence: "CC0-1.0", epochs: 1, stepS: 3600 });
  expect(model.provenance.validationPinball).toBeGreaterThan(0);
  expect((await train(houses, { ...input, workers: 2 })).hash).toBe(model.hash);
  const [first, ...others] = houses;
  const changed = [{ ...first!, id: "z" }, ...others];
  expect((await train(changed, input)).provenance.dataHash).not.toBe(model.provenance.dataHash);
}, 60_000);

test("series of another step are refused, and a call off before the first epoch leaves no model", async () => {
  const [first] = houses;
  await expect(train([{ ...first!, frame: { ...first!.frame, stepS: 900 } }])).rejects.toThrow("the network learns on hours");
  const off = AbortSignal.abort();
  await expect(train(houses, { hidden: 16, stride: 11, workers: 1, signal: off })).rejects.toThrow("called off");
});
