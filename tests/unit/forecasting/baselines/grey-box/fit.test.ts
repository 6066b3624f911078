/** The search comes close to the room that made the series. */
import { expect, test } from "vitest";
import { fitRoom } from "../../../../../forecasting/baselines/grey-box/fit.ts";
import { inputsOf } from "../../../../../forecasting/baselines/grey-box/gains.ts";
import { toSeries } from "../../../../../forecasting/series.ts";
import { drawnRoom } from "../../../../support/two-store-room.ts";

function fitted(seed: number, days: number) {
  const series = toSeries(drawnRoom(seed, days).task);
  const inputs = inputsOf(series);
  if (!inputs) throw new Error("no inputs");
  return { series, inputs, fit: fitRoom(series, inputs, 0, series.length) };
}

test("errors of forecasts up to a day ahead come down to what habit and noise leave open; going on from there costs no accuracy", () => {
  const { series, inputs, fit } = fitted(1, 42);
  expect(fit?.loss).toBeLessThan(0.35);
  const onward = fitRoom(series, inputs, 0, series.length, fit);
  expect(onward?.loss).toBeLessThanOrEqual((fit?.loss ?? 0) + 1e-9);
  expect(fit?.room.airToEnvelope).toBeGreaterThan(1 / 40);
  expect(fit?.room.airToEnvelope).toBeLessThan(2);
});

test("a few days teach nothing", () => {
  expect(fitted(1, 5).fit).toBeUndefined();
});
