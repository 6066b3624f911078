/** Any path becomes a forecast: quantiles in order, physical limits, no look ahead, honest refusals. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ForecastTask, forecastSchema, P10, P50, P90, stream } from "#domain";
import { BASELINES } from "../../../forecasting/baselines/index.ts";
import { taskAt } from "../../../forecasting/hindcast.ts";
import { hourUtc, POINT, SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const HOUR = 3_600_000;

/** A noisy room with weather, the same for the same seed. */
function room(seed: number, days = 21, stepS = 3600): ForecastTask {
  const random = stream(seed, "room");
  let level = 20;
  return taskOf(
    { days, stepS },
    {
      outdoorTempC: (ts) => 5 + 4 * Math.sin((2 * Math.PI * (hourUtc(ts) - 9)) / 24) + random.normal(),
      y: (ts) => {
        level += 0.1 * (20 - level) + 0.1 * random.normal();
        return level + Math.sin((2 * Math.PI * hourUtc(ts)) / 24);
      },
    },
  );
}

describe.each(BASELINES.map((source) => [source.name, source] as const))("%s", (_name, source) => {
  test("gives a forecast that the contract accepts, for all leads, quantiles ascending", () => {
    const forecast = source.forecast(room(1, 21, 900));
    expect(forecastSchema.parse(forecast)).toEqual(forecast);
    expect(forecast).toMatchObject({ ...POINT, model: source.name, issuedAt: SOME_THURSDAY, origin: "live" });
    expect(forecast.leadS).toEqual(Array.from({ length: 96 }, (_, i) => 900 * (i + 1)));
    for (const q of forecast.quantiles) expect(q).toEqual([...q].sort((a, b) => a - b));
  });

  test("says the same when asked again, and from what it learned", () => {
    const task = room(2);
    const learned = source.learn(task);
    expect(source.forecast(task)).toEqual(learned.forecast(task));
    expect(learned.forecast({ ...task })).toEqual(learned.forecast(task));
  });

  test("looks back as it would have looked then: later rows change nothing", () => {
    const task = room(3);
    const y = task.history.columns.get("y") ?? new Float64Array(0);
    const past = SOME_THURSDAY - 30 * HOUR;
    const other = new Map(task.history.columns);
    other.set(
      "y",
      y.map((v, i) => (i > y.length - 1 - 30 ? v + 7 : v)),
    );
    const spoilt = { ...task, history: { ...task.history, columns: other } };
    const hindcast = source.learn(task).hindcast(past);
    expect(hindcast?.origin).toBe("hindcast");
    expect(source.learn(spoilt).hindcast(past)).toEqual(hindcast);
    expect(source.forecast(taskAt(task, past)).quantiles.length).toBe(24);
  });

  test("keeps power at or above zero unless it ever was below", () => {
    const solar = (floor: number) =>
      taskOf(
        { days: 21, stepS: 3600, signal: "electricPowerW" },
        { y: (ts, i) => Math.max(floor, 800 * Math.sin(i / 3.8) * Math.sin(ts)) },
      );
    const lowest = (floor: number) => Math.min(...source.forecast(solar(floor)).quantiles.flat());
    expect(lowest(0)).toBeGreaterThanOrEqual(0);
    expect(lowest(-900)).toBeLessThan(0);
  });

  test("refuses a history that is too short, empty or ended long ago", () => {
    expect(() => source.forecast(room(4, 0.5))).toThrowError(expect.objectContaining({ code: "too-little-history" }));
    const empty = taskOf({ days: 21 }, { y: () => Number.NaN });
    expect(() => source.forecast(empty)).toThrowError(expect.objectContaining({ code: "too-little-history" }));
    const ended = taskOf(
      { days: 40, stepS: 3600 },
      { y: (ts, i) => (SOME_THURSDAY - ts > 36 * 86_400_000 ? i % 7 : Number.NaN) },
    );
    expect(() => source.forecast(ended)).toThrowError(expect.objectContaining({ code: "too-little-history" }));
  });

  test("speaks over random gaps, or refuses; never a NaN", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 0.6, noNaN: true }), (seed, share) => {
        const random = stream(seed, "gaps");
        const task = room(seed, 14);
        const columns = new Map(
          [...task.history.columns].map(([n, v]) => [n, v.map((x) => (random.uniform() < share ? Number.NaN : x))]),
        );
        try {
          const forecast = source.forecast({ ...task, history: { ...task.history, columns } });
          expect(forecast.quantiles.flat().every(Number.isFinite)).toBe(true);
        } catch (e) {
          expect(e).toMatchObject({ code: "too-little-history" });
        }
      }),
      { numRuns: 15 },
    );
  });

  test("covers about 80 % with its P10-P90 band on a stationary series", () => {
    let inside = 0;
    let n = 0;
    for (let seed = 10; seed < 16; seed++) {
      const task = room(seed, 42);
      const y = task.history.columns.get("y") ?? new Float64Array(0);
      const learned = source.learn(task);
      for (let back = 24; back < 24 * 8; back += 7) {
        learned.hindcast(SOME_THURSDAY - back * HOUR)?.quantiles.forEach((q, i) => {
          const actual = y[y.length - back + i] ?? Number.NaN;
          if (actual >= (q[P10] ?? 0) && actual <= (q[P90] ?? 0)) inside++;
          n++;
        });
      }
    }
    expect(n).toBeGreaterThan(2000);
    expect(inside / n).toBeGreaterThan(0.72);
    expect(inside / n).toBeLessThan(0.9);
  });

  test("forecasts a flat line with a flat line", () => {
    const forecast = source.forecast(taskOf({ days: 21, stepS: 3600 }, { y: () => 21 }));
    for (const q of forecast.quantiles) expect(q[P50]).toBeCloseTo(21, 9);
  });
});
