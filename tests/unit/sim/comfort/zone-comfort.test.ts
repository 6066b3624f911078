import { expect, test } from "vitest";
import { voteAnywhere } from "../../../../sim/comfort/pmv.ts";
import { ACTIVITY_MET, AIR_SPEED_M_PER_S, comfortOfZone, comfortTogether } from "../../../../sim/comfort/zone-comfort.ts";

const rows = (temps: readonly number[], persons: readonly number[]) => ({
  airTempC: temps,
  operativeTempC: temps,
  relativeHumidityPct: temps.map(() => Number.NaN),
  persons,
  clo: temps.map(() => 0.7),
  runningMeanC: temps.map(() => 15),
});
const vote = (tempC: number) =>
  voteAnywhere({
    airTempC: tempC,
    radiantTempC: tempC,
    relativeHumidityPct: 50,
    airSpeedMPerS: AIR_SPEED_M_PER_S,
    met: ACTIVITY_MET,
    clo: 0.7,
  }).pmv;

test("hours count as often as people are there, and not while nobody is", () => {
  const c = comfortOfZone(rows([20, 24, 35], [1, 3, 0]), 1800);
  expect(c.personHours).toBe(2);
  expect(c.pmv).toBeCloseTo((vote(20) + 3 * vote(24)) / 4, 12);
  expect(Object.values(c.categories).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  expect(c.categories.I).toBe(0.75);
  expect(c.categories.IV).toBe(0.25);
  expect(c.ashrae55).toBe(0.75);
});

test("adaptive comfort is judged where the standards speak of the outdoors", () => {
  const c = comfortOfZone({ ...rows([18, 24, 24], [1, 1, 1]), runningMeanC: [15, 15, 5] }, 3600);
  expect([c.adaptiveHours, c.adaptiveEnII, c.adaptiveAshrae80]).toEqual([2, 0.5, 0.5]);
});

test("an empty zone felt like nothing", () => {
  const c = comfortOfZone(rows([20], [0]), 3600);
  expect([c.personHours, c.adaptiveHours]).toEqual([0, 0]);
  expect([c.pmv, c.ppdPct, c.ashrae55, c.adaptiveEnII]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
});

test("zones together are all their hours", () => {
  const [a, b] = [rows([20, 20], [1, 1]), rows([24, 24], [3, 3])];
  const both = comfortTogether([a, b], 3600);
  expect(both).toEqual(comfortOfZone(rows([20, 20, 24, 24], [1, 1, 3, 3]), 3600));
});
