import { expect, test } from "vitest";
import { mustTeach, rowAt } from "#forecasting";
import { hourlySeries, untrained } from "../../../support/hourly-series.ts";

const whole = hourlySeries("hall", 40, (h) => 20 + Math.sin(h / 4));

test("it stands at the end of the series less its horizon, or at the moment named", () => {
  expect(rowAt(whole, undefined)).toBe(40 * 24 - 24 - 1);
  expect(rowAt(whole, whole.frame.startTs + 5.5 * 3_600_000)).toBe(5);
  expect(() => rowAt(whole, whole.frame.startTs - 1)).toThrow("hall has nothing at");
});

test("a stuck sensor and another step are not worth learning from", () => {
  const stuck = hourlySeries("hall", 40, (h) => (h < 700 ? 20 + Math.sin(h / 4) : 20.5));
  const model = untrained(16);
  expect(() => mustTeach(whole, model, 900, 28)).not.toThrow();
  expect(() => mustTeach(stuck, model, 900, 28)).toThrow("is the sensor stuck?");
  expect(() => mustTeach({ ...whole, frame: { ...whole.frame, stepS: 900 } }, model, 900, 28)).toThrow("in steps of 3600 s");
});
