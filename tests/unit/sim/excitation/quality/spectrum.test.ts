import { expect, test } from "vitest";
import { SPECTRUM_BANDS, spectrum } from "../../../../../sim/excitation/quality/spectrum.ts";

const sine = (periodH: number, length = 8_000) =>
  Float64Array.from({ length }, (_, k) => Math.sin((2 * Math.PI * k * 0.25) / periodH + 0.3));

test.each([60, 20, 5, 1])("a sine of %i h fills the band that its period lies in", (periodH) => {
  const { bandEdgesH, bandShares, crest } = spectrum(sine(periodH), 900);
  const band = bandEdgesH.findIndex((edge, i) => edge >= periodH && (bandEdgesH[i + 1] ?? 0) < periodH);
  // The window spreads a line over its neighbours, and low bands are narrow.
  expect(bandShares[band]).toBeGreaterThan(periodH > 10 ? 0.7 : 0.99);
  // Whole samples miss the top of a short sine.
  expect(Math.abs(crest / Math.SQRT2 - 1)).toBeLessThan(0.05);
});

test("one sine in the middle of each band covers them all evenly", () => {
  const { longestH, shortestH, count } = SPECTRUM_BANDS;
  const ratio = (shortestH / longestH) ** (1 / count);
  const all = Array.from({ length: count }, (_, i) => sine(longestH * ratio ** (i + 0.5), 20_000));
  const sum = Float64Array.from({ length: 20_000 }, (_, k) => all.reduce((s, x) => s + (x[k] ?? 0), 0));
  const found = spectrum(sum, 900);
  expect(found.covered).toBe(1);
  expect(found.evenness).toBeGreaterThan(0.97);
});

test("a control that stands still covers nothing and has no crest", () => {
  expect(spectrum(new Float64Array(4_000).fill(0.1 + 0.2), 900)).toMatchObject({ covered: 0, evenness: 0, crest: Number.NaN });
});

test("two days of data do not cover the bands of three", () => {
  const { bandShares } = spectrum(sine(8, 192), 900);
  expect(bandShares.slice(0, 2)).toEqual([0, 0]);
});

test("hourly data end at two hours", () => {
  expect(spectrum(sine(5, 2_000), 3_600).bandEdgesH.at(-1)).toBeCloseTo(2, 12);
});
