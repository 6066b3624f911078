/** Ridge-ARX recovers laws that it can represent, uses what it is given, and does without what is missing. */
import { describe, expect, test } from "vitest";
import { type ForecastTask, makeFrame, P50, stream } from "#domain";
import { persistence } from "../../../../forecasting/baselines/persistence.ts";
import { ridgeArx } from "../../../../forecasting/baselines/ridge-arx.ts";
import { hourUtc, SOME_THURSDAY, taskOf } from "../../../support/forecast-tasks.ts";

const HOUR = 3_600_000;

/**
 * Rows of a first-order room after `days`: y follows 20 + weather with a time constant of some 20 h. Weather is a random walk
 * that returns, drawn `ahead` hours beyond the issue time.
 */
function room(seed: number, days: number, ahead: number): { task: ForecastTask; y: number[]; weather: number[] } {
  const random = stream(seed, "arx");
  const y: number[] = [];
  const weather: number[] = [];
  let w = 0;
  let level = 20;
  for (let i = 0; i < days * 24 + ahead; i++) {
    w = 0.97 * w + 0.5 * random.normal();
    level += 0.05 * (20 + w - level) + 0.002 * random.normal();
    y.push(level);
    weather.push(w);
  }
  const task = taskOf(
    { days, stepS: 3600 },
    { y: (_ts, i) => y[i] ?? Number.NaN, outdoorTempC: (_ts, i) => weather[i] ?? Number.NaN },
  );
  return { task, y, weather };
}

const medians = (task: ForecastTask) => ridgeArx.forecast(task).quantiles.map((q) => q[P50] ?? Number.NaN);
const meanError = (predicted: readonly number[], actual: readonly number[]) =>
  predicted.reduce((sum, p, i) => sum + Math.abs(p - (actual[i] ?? Number.NaN)), 0) / predicted.length;

test("recovers an AR(1) law: the path decays to the mean as its powers do", () => {
  const random = stream(7, "ar1");
  let level = 0;
  const values = Array.from({ length: 60 * 24 }, () => {
    level = 0.9 * level + random.normal();
    return level;
  });
  values[values.length - 1] = 8;
  const path = medians(taskOf({ days: 60, stepS: 3600 }, { y: (_ts, i) => 20 + (values[i] ?? Number.NaN) }));
  for (const h of [1, 2, 4, 8, 12]) expect(Math.abs((path[h - 1] ?? Number.NaN) - 20 - 8 * 0.9 ** h)).toBeLessThan(1.2);
});

test("recovers a driven room to a small part of persistence's error when the weather ahead is given", () => {
  let ridge = 0;
  let naive = 0;
  for (let seed = 0; seed < 5; seed++) {
    const { task, y, weather } = room(seed, 30, 24);
    const n = task.history.length;
    const future = makeFrame(SOME_THURSDAY + HOUR, 3600, [["outdoorTempC", Float64Array.from(weather.slice(n))]]);
    ridge += meanError(medians({ ...task, future }), y.slice(n));
    naive += meanError(
      persistence.forecast(task).quantiles.map((q) => q[P50] ?? Number.NaN),
      y.slice(n),
    );
  }
  expect(ridge / naive).toBeLessThan(0.25);
});

test("weather of the past is used as far as it reaches: what comes six hours late is known six hours ahead", () => {
  const random = stream(5, "late");
  let w = 0;
  const weather = Array.from({ length: 40 * 24 + 24 }, () => {
    w = 0.8 * w + random.normal();
    return w;
  });
  const y = (i: number) => 20 + (weather[i - 6] ?? 0);
  const task = taskOf({ days: 40, stepS: 3600 }, { y: (_ts, i) => y(i), outdoorTempC: (_ts, i) => weather[i] ?? Number.NaN });
  const origins = Array.from({ length: 60 }, (_, k) => SOME_THURSDAY - (24 + 3 * k) * HOUR);
  const learned = ridgeArx.learn(task);
  const errorAt = (lead: number) =>
    meanError(
      origins.map((ts) => learned.hindcast(ts)?.quantiles[lead - 1]?.[P50] ?? Number.NaN),
      origins.map((ts) => y(task.history.length - 1 + lead - (SOME_THURSDAY - ts) / HOUR)),
    );
  expect(errorAt(6)).toBeLessThan(0.25);
  expect(errorAt(12)).toBeGreaterThan(0.8);
});

describe("what is missing is left out, never replaced", () => {
  test("weather that failed just now: as if there had never been any", () => {
    const { task } = room(3, 30, 0);
    const weather = task.history.columns.get("outdoorTempC") ?? new Float64Array(0);
    const failed = weather.map((v, i) => (i >= weather.length - 6 ? Number.NaN : v));
    const columns = new Map(task.history.columns).set("outdoorTempC", failed);
    const path = medians({ ...task, history: { ...task.history, columns } });
    const wild = new Map(task.history.columns).set(
      "outdoorTempC",
      failed.map((v) => v * 1000 + 5),
    );
    const scaled = medians({ ...task, history: { ...task.history, columns: wild } });
    expect(path.every(Number.isFinite)).toBe(true);
    // A number put in for the gap would not scale with the column: the paths would differ.
    path.forEach((v, i) => {
      expect(scaled[i]).toBeCloseTo(v, 5);
    });
  });

  test("a covariate that is hardly ever there is ignored", () => {
    const { task } = room(4, 30, 0);
    const rare = Float64Array.from({ length: task.history.length }, (_, i) => (i % 20 === 0 ? i : Number.NaN));
    const columns = new Map(task.history.columns).set("globalIrradianceWPerM2", rare);
    expect(medians({ ...task, history: { ...task.history, columns } })).toEqual(medians(task));
  });
});

test("a daily and weekly schedule is learned", () => {
  const schedule = (ts: number) => {
    const day = Math.floor(ts / 86_400_000) % 7;
    return day !== 2 && day !== 3 && hourUtc(ts) >= 7 && hourUtc(ts) < 19 ? 1000 : 200;
  };
  // A Friday evening: the day ahead is a Saturday, unlike the day before.
  const issuedAt = Date.UTC(2024, 2, 8, 20);
  const task = taskOf({ days: 42, stepS: 3600, issuedAt, signal: "electricPowerW" }, { y: schedule });
  const path = medians(task);
  const actual = path.map((_, i) => schedule(issuedAt + (i + 1) * HOUR));
  expect(meanError(path, actual)).toBeLessThan(30);
});
