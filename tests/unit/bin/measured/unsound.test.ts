import { expect, test } from "vitest";
import type { SignalId } from "#domain";
import { unsound } from "../../../../bin/measured/unsound.ts";
import { hourlySeries } from "../../../support/hourly-series.ts";

const DAYS = 40;
const usual = (h: number): number => 20 + 2 * Math.sin((2 * Math.PI * h) / 24) + Math.sin(h / 31);
const series = (value: (h: number) => number, signal: SignalId = "airTempC") => ({
  ...hourlySeries("hall", DAYS, value),
  signal,
});

test("a sound series needs no words", () => {
  expect(unsound([series(usual)])).toEqual([]);
});

test("a sensor that stands still to the end is named with the day", () => {
  const [text] = unsound([series(usual), series((h) => (h < 30 * 24 ? usual(h) : 21))]);
  expect(text).toBe("hall: the value has not moved since 2025-02-05: is the sensor stuck?");
});

test("Fahrenheit after Celsius is a change of scale; a meter that falls to a tenth may be a summer", () => {
  const [text] = unsound([series((h) => (h < 30 * 24 ? usual(h) : 1.8 * usual(h) + 32))]);
  expect(text).toMatch(/^hall: its scale changes on 2025-02-0[45], is it another unit or sensor\?$/);
  expect(unsound([series((h) => (h < 30 * 24 ? 9_000 : 500) + (h % 24), "gasEnergyWh")])).toEqual([]);
});
