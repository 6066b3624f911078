import { expect, test } from "vitest";
import { explain, forecast } from "#forecasting";
import { hourlySeries, untrained } from "../../../support/hourly-series.ts";

const daily = hourlySeries("hall", 32, (h) => 20 + 2 * Math.sin((2 * Math.PI * h) / 24));

test("what the network looked at belongs to the forecast of the same moment", async () => {
  const model = untrained(16);
  const [said, looked] = [await forecast(daily, { model }), await explain(daily, { model })];
  expect(looked.issuedAt).toBe(said.issuedAt);
  expect(said.candidates.map((c) => c.model)).toContain(looked.model);
  expect(said.candidates.map((c) => c.model)).toContain("tft-probe on ridge-arx");
  expect(looked.attention).toHaveLength(192);
  expect(looked.attention.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
  for (const shares of [looked.past, looked.ahead, looked.statics])
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 4);
});

test("of a stuck sensor there is nothing to look at", async () => {
  const stuck = hourlySeries("hall", 32, (h) => (h < 600 ? 20 + Math.sin(h) : 21));
  await expect(explain(stuck, { model: untrained(16) })).rejects.toThrow("is the sensor stuck?");
});
