/** The physical room model forecasts rooms, knows what it is made for, and never looks ahead. */
import { expect, test } from "vitest";
import { P50, ZonecastError } from "#domain";
import { greyBox } from "../../../../forecasting/baselines/grey-box.ts";
import { persistence } from "../../../../forecasting/baselines/persistence.ts";
import { ridgeArx } from "../../../../forecasting/baselines/ridge-arx.ts";
import { taskOf } from "../../../support/forecast-tasks.ts";
import { drawnRoom } from "../../../support/two-store-room.ts";

const medians = ({ quantiles }: { quantiles: readonly (readonly number[])[] }) => quantiles.map((q) => q[P50] ?? Number.NaN);
const meanError = (predicted: readonly number[], actual: readonly number[]) =>
  predicted.reduce((sum, p, i) => sum + Math.abs(p - (actual[i] ?? Number.NaN)), 0) / predicted.length;

test("forecasts a room of its own kind better than persistence and than the regression", () => {
  const error = { grey: 0, ridge: 0, naive: 0 };
  for (const seed of [1, 2, 3, 4]) {
    const { task, future, came } = drawnRoom(seed, 28);
    error.grey += meanError(medians(greyBox.forecast({ ...task, future })), came);
    error.ridge += meanError(medians(ridgeArx.forecast({ ...task, future })), came);
    error.naive += meanError(medians(persistence.forecast(task)), came);
  }
  expect(error.grey).toBeLessThan(0.4 * error.naive);
  expect(error.grey).toBeLessThan(error.ridge);
}, 60_000);

test("a learned room forecasts the same with what came later left out", () => {
  const { task } = drawnRoom(7, 28);
  const learned = greyBox.learn(task);
  const issuedAt = task.issuedAt - 36 * 3_600_000;
  const before = learned.hindcast(issuedAt);
  const spoiled = new Map([...task.history.columns].map(([name, values]) => [name, values.slice()] as const));
  for (const values of spoiled.values()) values.fill(55, values.length - 35);
  const after = greyBox.learn({ ...task, history: { ...task.history, columns: spoiled } }).hindcast(issuedAt);
  expect(before?.quantiles).toBeDefined();
  expect(after?.quantiles.map((q) => q[P50])).toEqual(before?.quantiles.map((q) => q[P50]));
}, 60_000);

test("quantiles ascend at quarter hours, too", () => {
  const { task } = drawnRoom(5, 16);
  const quarter = taskOf(
    { days: 16, stepS: 900 },
    Object.fromEntries(
      [...task.history.columns].map(([name, values]) => [name, (_ts, i) => values[Math.floor(i / 4)] ?? Number.NaN]),
    ),
  );
  const { quantiles } = greyBox.forecast(quarter);
  expect(quantiles).toHaveLength(96);
  for (const q of quantiles) expect([...q].sort((a, b) => a - b)).toEqual(q);
}, 60_000);

test("suits rooms whose outdoor temperature is known, and nothing else", () => {
  const { task } = drawnRoom(1, 3);
  expect(greyBox.suits?.(task)).toBe(true);
  expect(greyBox.suits?.({ ...task, point: { ...task.point, signal: "electricEnergyWh" } })).toBe(false);
  expect(greyBox.suits?.(taskOf({ days: 3 }, { y: () => 20 }))).toBe(false);
});

test("says that it needs more history", () => {
  expect(() => greyBox.forecast(drawnRoom(1, 9).task)).toThrow(ZonecastError);
});
