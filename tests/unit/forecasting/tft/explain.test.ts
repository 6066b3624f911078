import { expect, test } from "vitest";
import type { WindowBatch } from "../../../../forecasting/tft/batch.ts";
import { explained } from "../../../../forecasting/tft/explain.ts";
import type { Tft } from "../../../../forecasting/tft/tft.ts";

test("weights become means by input, greatest first, and attention a mean over the horizon, hour by hour", () => {
  const config = { encoder: 2, horizon: 2, statics: ["a", "b"], observed: ["y"], known: ["hour", "sun"] };
  const tft = {
    config,
    interpret: () => ({
      statics: Float32Array.of(0.25, 0.75),
      encoder: Float32Array.of(0.5, 0.25, 0.25, 0, 0.75, 0.25),
      decoder: Float32Array.of(0.5, 0.5, 1, 0),
      attention: Float32Array.of(0.5, 0.5, 0, 0, 0.25, 0.25, 0.5, 0),
    }),
  };
  expect(explained(tft as unknown as Tft, {} as WindowBatch, "net", 7)).toEqual({
    ...{ model: "net", issuedAt: 7, hoursBack: 2 },
    past: [
      { input: "hour", share: 0.5 },
      { input: "y", share: 0.25 },
      { input: "sun", share: 0.25 },
    ],
    ahead: [
      { input: "hour", share: 0.75 },
      { input: "sun", share: 0.25 },
    ],
    statics: [
      { input: "b", share: 0.75 },
      { input: "a", share: 0.25 },
    ],
    attention: [0.375, 0.375, 0.25, 0],
  });
});
