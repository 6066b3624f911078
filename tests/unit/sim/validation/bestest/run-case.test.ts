import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import { CASES } from "../../../../../sim/validation/bestest/cases.ts";
import { goingRound, runCase } from "../../../../../sim/validation/bestest/run-case.ts";
import { stillWeather } from "../../../../support/still-weather.ts";

test("a year that goes round begins with its last row", () => {
  const round = goingRound(makeFrame(7_200_000, 3600, [["outdoorTempC", Float64Array.of(1, 2, 3)]]));
  expect([...(round.columns.get("outdoorTempC") ?? [])]).toEqual([3, 1, 2, 3]);
  expect(round.startTs).toBe(3_600_000);
});

test("a case in weather that stands still needs the heat of its U-values, and sums it up", () => {
  const base = CASES.find((c) => c.id === "600");
  if (!base) throw new Error("there is no case 600");
  const weather = stillWeather(0, 24 * 30, 3600);
  const { room } = runCase(base, weather, { latitudeDeg: 39.8, longitudeDeg: -104.9 });
  expect(room.coolingMWh).toBe(0);
  expect(room.minC).toBeCloseTo(20, 9);
  expect(room.peakHeatingKW * 24 * 30).toBeCloseTo(room.heatingMWh * 1000, 0);
  // Walls 63.6 m² at 0.51, roof 48 m² at 0.32, windows 12 m² at 2.8, infiltration 22 W/K, less 200 W of gains.
  expect(room.peakHeatingKW).toBeGreaterThan(1.5);
  expect(room.peakHeatingKW).toBeLessThan(2);
});
