import { expect, test } from "vitest";
import { stream } from "../../../../../domain/index.ts";
import { welch } from "../../../../../sim/excitation/quality/welch.ts";

const integral = ({ frequencyPerH, density }: ReturnType<typeof welch>) =>
  density.reduce((sum, d) => sum + d, 0) * (frequencyPerH[1] ?? 0);

test("white noise: level over frequency, and its integral is the variance", () => {
  const random = stream(1, "white");
  const found = welch(
    Float64Array.from({ length: 60_000 }, () => 3 * random.normal()),
    900,
    256,
  );
  expect(integral(found) / 9).toBeCloseTo(1, 1);
  // Two samples of variance 9 an hour and side: 9 / (4/2) by 1/h up to 2/h.
  const middle = found.density.slice(20, 100);
  expect(middle.reduce((a, b) => a + b, 0) / middle.length / 4.5).toBeCloseTo(1, 1);
  expect([found.frequencyPerH[0], found.frequencyPerH.at(-1)]).toEqual([0, 2]);
});

test("a sine: its power stands at its frequency, whatever the mean", () => {
  const found = welch(
    Float64Array.from({ length: 8_192 }, (_, k) => 100 + 2 * Math.sin((2 * Math.PI * k) / 16)),
    900,
    512,
  );
  expect(integral(found)).toBeCloseTo(2, 3);
  const peak = found.density.indexOf(Math.max(...found.density));
  expect(found.frequencyPerH[peak]).toBeCloseTo(0.25, 12);
});

test("too short for a segment: a shorter one; too short for any: nothing", () => {
  expect(welch(new Float64Array(100), 900, 512).density.length).toBe(33);
  expect(welch(new Float64Array(3), 900, 512).density.length).toBe(0);
});
