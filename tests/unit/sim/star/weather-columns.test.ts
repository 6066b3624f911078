import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import { syntheticWeather } from "#sim";
import { planOf } from "../../../../sim/star/plan.ts";
import { OUTDOOR_COLUMN } from "../../../../sim/star/weather-columns.ts";
import { WINDOW_COLUMN } from "../../../../sim/star/window-columns.ts";
import { threeRooms } from "../../../support/star-building.ts";

const PLACE = { latitudeDeg: 52, longitudeDeg: 13 };
const weather = syntheticWeather({
  climate: "central-europe",
  seed: 2,
  startTs: Date.UTC(2025, 5, 20),
  stepS: 900,
  length: 97,
});
const plan = planOf(threeRooms, 900);
const width = plan.columns.width();
const table = plan.columns.table(weather, PLACE);
const at = (row: number, column: number) => table[row * width + column] ?? Number.NaN;

test("a row a step: states from its middle, and everything is a number", () => {
  expect(table.length).toBe(96 * width);
  expect(table.every(Number.isFinite)).toBe(true);
  const outdoor = weather.columns.get("outdoorTempC") ?? new Float64Array(2);
  expect(at(0, OUTDOOR_COLUMN)).toBeCloseTo((outdoor[0]! + outdoor[1]!) / 2, 12);
});

test("what is built alike and faces the same way shares its columns", () => {
  // Roofs of three rooms are one column; south and north wall, east wall and its door are the others.
  expect(new Set(plan.faceColumn.filter((c) => c >= 0)).size).toBe(4);
  const again = planOf({ ...threeRooms, windows: [...threeRooms.windows, ...threeRooms.windows] }, 900);
  expect(again.columns.width()).toBe(width);
});

test("sol-air temperatures lie above the air in the sun, and light comes in by day alone", () => {
  const noon = 44;
  const wall = plan.faceColumn[0] ?? 0;
  expect(at(noon, wall)).toBeGreaterThan(at(noon, OUTDOOR_COLUMN));
  const window = plan.windowColumn[0] ?? 0;
  expect(at(noon, window + WINDOW_COLUMN.diffuse)).toBeGreaterThan(10);
  for (const column of [WINDOW_COLUMN.beam, WINDOW_COLUMN.diffuse, WINDOW_COLUMN.inner]) expect(at(0, window + column)).toBe(0);
});

test("a blind that closes leaves the share that it lets through", () => {
  const [blinded = 0, open = 0] = plan.windowColumn;
  const light = (row: number, column: number) => at(row, column + WINDOW_COLUMN.beam) + at(row, column + WINDOW_COLUMN.diffuse);
  const shares = Array.from({ length: 96 }, (_, row) => light(row, blinded) / light(row, open)).filter(Number.isFinite);
  expect(shares.every((s) => Math.abs(s - 1) < 1e-9 || Math.abs(s - 0.3) < 1e-9)).toBe(true);
  expect(Math.min(...shares)).toBeCloseTo(0.3, 9);
});

test("a missing column is said", () => {
  expect(() => plan.columns.table(makeFrame(0, 900, [["outdoorTempC", new Float64Array(3)]]), PLACE)).toThrowError(/skyTempC/);
});
