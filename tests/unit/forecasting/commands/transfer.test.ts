import { expect, test } from "vitest";
import { manualClock } from "#domain";
import { parameterLayout, transfer } from "#forecasting";
import { hourlySeries, untrained } from "../../../support/hourly-series.ts";

const daily = hourlySeries("hall", 30, (h) => 20 + 2 * Math.sin((2 * Math.PI * h) / 24));
const clock = manualClock(0);

test("fine-tuning yields a model of its own and leaves the base as it was", async () => {
  const model = untrained(16);
  const before = model.parameters.slice();
  const shares: number[] = [];
  const { model: own, report } = await transfer(daily, {
    ...{ model, clock, strategy: "probe + gates", days: 14, strideH: 12 },
    onProgress: (share) => shares.push(share),
  });
  expect(model.parameters).toEqual(before);
  expect(own.hash).not.toBe(model.hash);
  const moved = own.parameters.filter((v, i) => v !== before[i]).length;
  expect(moved).toBeGreaterThan(0);
  expect(moved).toBeLessThanOrEqual(report.trainedParameters);
  expect(report.trainedParameters).toBeLessThan(parameterLayout(model.config).reduce((n, p) => n + p.size, 0));
  expect(own.provenance.description).toContain("Brought to hall (probe + gates");
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(report.validationPinball).toBeGreaterThan(0);
});

test("what does not learn by steps is refused", async () => {
  await expect(transfer(daily, { model: untrained(16), clock, strategy: "probe" })).rejects.toThrow("does not learn by steps");
});
