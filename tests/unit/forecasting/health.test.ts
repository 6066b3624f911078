/** Stuck sensors and changes of scale are seen; what boilers and seasons do is not taken for either. */
import { describe, expect, test } from "vitest";
import { rowTs } from "#domain";
import { inspect } from "../../../forecasting/health.ts";
import { hourUtc, SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const DAY = 86_400_000;
const daysAgo = (ts: number) => (SOME_THURSDAY - ts) / DAY;
const swing = (ts: number) => 20 + Math.sin((2 * Math.PI * hourUtc(ts)) / 24);

describe("a stuck sensor", () => {
  test("is one that has stood still for three days, gaps or not", () => {
    const stuck = taskOf({ days: 14 }, { y: (ts, i) => (daysAgo(ts) < 3.1 ? (i % 3 === 0 ? Number.NaN : 20.5) : swing(ts)) });
    expect(inspect(stuck)).toMatchObject({ stuck: true, remark: expect.stringContaining("since 2024-03-03") });
  });
  test("is not one that has stood still for two days, or always", () => {
    expect(inspect(taskOf({ days: 14 }, { y: (ts) => (daysAgo(ts) < 2 ? 20.5 : swing(ts)) })).stuck).toBe(false);
    expect(inspect(taskOf({ days: 14 }, { y: () => 20 })).stuck).toBe(false);
  });
  test("is not one that was silent and said one thing since", () => {
    const silent = taskOf({ days: 14 }, { y: (ts) => (daysAgo(ts) > 5 ? swing(ts) : daysAgo(ts) < 0.5 ? 21 : Number.NaN) });
    expect(inspect(silent).stuck).toBe(false);
  });
  test("is not a meter of a boiler that is off", () => {
    const off = taskOf({ days: 14, signal: "gasEnergyWh" }, { y: (ts) => (daysAgo(ts) < 6 ? 0 : 4000 + swing(ts)) });
    expect(inspect(off).stuck).toBe(false);
    const at4kW = taskOf({ days: 14, signal: "gasEnergyWh" }, { y: (ts) => (daysAgo(ts) < 6 ? 4000 : 4000 + swing(ts)) });
    expect(inspect(at4kW).stuck).toBe(true);
  });
});

describe("a change of scale", () => {
  test("of a meter by a factor of 1000 cuts what was before it off", () => {
    const task = taskOf({ days: 20, signal: "electricPowerW" }, { y: (ts) => swing(ts) * (daysAgo(ts) < 5 ? 1000 : 1) });
    const { task: cut, remark } = inspect(task);
    expect(cut.history.length).toBe(5 * 96);
    expect(rowTs(cut.history, cut.history.length - 1)).toBe(SOME_THURSDAY);
    expect(Math.min(...(cut.history.columns.get("y") ?? []))).toBeGreaterThan(10_000);
    expect(remark).toMatch(/2024-03-02.*scale/);
  });
  test("of a thermometer from Fahrenheit to Celsius does so too", () => {
    const task = taskOf({ days: 20 }, { y: (ts) => (daysAgo(ts) < 2 ? swing(ts) : 32 + 1.8 * swing(ts)) });
    expect(inspect(task).task.history.length).toBe(2 * 96);
  });
  test("is not seen where heating starts, stops or swings from day to day", () => {
    const seasons = taskOf({ days: 20, signal: "gasEnergyWh" }, { y: (ts) => (daysAgo(ts) < 10 ? 0 : 5000) });
    expect(inspect(seasons).remark).toBeUndefined();
    const weekends = taskOf({ days: 20, signal: "electricPowerW" }, { y: (ts) => (Math.floor(ts / DAY) % 7 < 2 ? 100 : 5000) });
    expect(inspect(weekends).remark).toBeUndefined();
    const cold = taskOf({ days: 20 }, { y: (ts) => swing(ts) - (daysAgo(ts) < 10 ? 12 : 0) });
    expect(inspect(cold).remark).toBeUndefined();
  });
});

test("a sound history is handed on as it is", () => {
  const task = taskOf({ days: 5 }, { y: swing });
  expect(inspect(task)).toEqual({ task, stuck: false });
});
