import { expect, it } from "vitest";
import { longWaveK, radiantTempC, shortWaveK } from "../../../../sim/reduced/equivalent-temp.ts";

const wall = { convectionWPerM2K: 20, radiationWPerM2K: 5, absorptance: 0.7, emissivity: 0.93, skyView: 0.5 };

it("radiant temperature turns the law of Stefan and Boltzmann around, at emissivity 0.93", () => {
  for (const tempC of [-40, 0, 35]) expect(radiantTempC(0.93 * 5.67e-8 * (tempC + 273.15) ** 4)).toBeCloseTo(tempC, 9);
});

it("a wall sees half sky, half ground; nothing happens when both are as warm as the air", () => {
  expect(longWaveK(wall, 10, 10, 10)).toBe(0);
  expect(longWaveK(wall, 10, -10, 20)).toBeCloseTo(((-20 + 10) / 2) * (5 / 25), 12);
  expect(longWaveK({ ...wall, skyView: 1 }, 10, -10, 20)).toBeCloseTo(-20 * (5 / 25), 12);
});

it("a bright metal exchanges less", () => {
  expect(longWaveK({ ...wall, emissivity: 0.093 }, 10, 0, 0)).toBeCloseTo(longWaveK(wall, 10, 0, 0) / 10, 12);
});

it("the sun warms by what is absorbed over both films", () => {
  expect(shortWaveK(wall, 500)).toBeCloseTo((0.7 * 500) / 25, 12);
});
