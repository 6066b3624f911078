/** The chooser keeps its choice, chooses again when due, never looks ahead, and always says why. */
import { describe, expect, test } from "vitest";
import { type Forecast, type ForecastSource, type ForecastTask, QUANTILE_LEVELS, ZonecastError } from "#domain";
import { createChooser } from "../../../forecasting/chooser.ts";
import { taskAt } from "../../../forecasting/hindcast.ts";
import { hourUtc, SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const wave = (ts: number) => 20 + Math.sin((2 * Math.PI * hourUtc(ts)) / 24) + 0.2 * Math.sin(ts / 1e7);

function candidate(name: string, value: (task: ForecastTask) => number): ForecastSource & { calls: number } {
  return {
    name,
    calls: 0,
    forecast(task): Forecast {
      this.calls++;
      const { building, zone, signal, source } = task.point;
      const quantiles = Array.from({ length: 24 }, () => QUANTILE_LEVELS.map(() => value(task)));
      const leadS = quantiles.map((_, i) => 3600 * (i + 1));
      return {
        issuedAt: task.issuedAt,
        model: name,
        building,
        zone,
        signal,
        source,
        origin: task.origin,
        leadS,
        quantiles,
        candidates: [],
      };
    },
  };
}

/** The same room, issued `hours` later than some Thursday. */
const later = (hours: number, days = 20): ForecastTask =>
  taskOf({ days, stepS: 3600, issuedAt: SOME_THURSDAY + hours * HOUR }, { y: wave });

describe("a choice", () => {
  test("is the best of the backtest, and the forecast carries all candidates", () => {
    const chooser = createChooser({ candidates: [candidate("far", () => 10), candidate("near", () => 20)] });
    const forecast = chooser.forecast(later(0));
    expect(forecast.model).toBe("near");
    expect(forecast.candidates.map((c) => c.model)).toEqual(["near", "far"]);
    expect(forecast.candidates[0]?.mae).toBeLessThan(forecast.candidates[1]?.mae ?? 0);
  });

  test("is kept for a day of the tasks' time, then made anew", () => {
    const near = candidate("near", () => 20);
    const chooser = createChooser({ candidates: [near] });
    chooser.forecast(later(0));
    const first = near.calls;
    for (let h = 1; h < 24; h++) chooser.forecast(later(h));
    expect(near.calls).toBe(first + 23);
    chooser.forecast(later(24));
    expect(near.calls).toBeGreaterThan(first + 24);
  });

  test("is made again after a quarter of that while a candidate cannot run", () => {
    const never = candidate("never", () => {
      throw new ZonecastError("too-little-history", "not yet");
    });
    const near = candidate("near", () => 20);
    const chooser = createChooser({ candidates: [near, never], rechooseEveryS: 40 * 3600 });
    chooser.forecast(later(0));
    const first = near.calls;
    chooser.forecast(later(9));
    expect(near.calls).toBe(first + 1);
    chooser.forecast(later(10));
    expect(near.calls).toBeGreaterThan(first + 2);
  });

  test("made later is not used for an earlier issue time", () => {
    const near = candidate("near", () => 20);
    const chooser = createChooser({ candidates: [near] });
    chooser.forecast(later(0));
    const first = near.calls;
    chooser.forecast(taskAt(later(0), SOME_THURSDAY - HOUR));
    expect(near.calls).toBeGreaterThan(first + 1);
  });

  test("belongs to its point", () => {
    const chooser = createChooser({ candidates: [candidate("ten", () => 10), candidate("twenty", () => 20)] });
    const other = taskOf({ days: 20, stepS: 3600 }, { y: (ts) => wave(ts) - 10 });
    expect(chooser.forecast(later(0)).model).toBe("twenty");
    expect(chooser.forecast({ ...other, point: { ...other.point, zone: "cellar" } }).model).toBe("ten");
    expect(chooser.forecast(later(1)).model).toBe("twenty");
  });
});

test("when the winner cannot speak just now the next best does, and the reason is told", () => {
  const fickle = candidate("fickle", (task) => {
    if (task.origin === "live") throw new ZonecastError("too-little-history", "a gap just now");
    return 20;
  });
  const forecast = createChooser({ candidates: [candidate("far", () => 10), fickle] }).forecast(later(0));
  expect(forecast.model).toBe("far");
  expect(forecast.candidates[0]).toMatchObject({ model: "fickle", problem: "a gap just now", mae: expect.any(Number) });
});

describe("with all baselines", () => {
  const models = (task: ForecastTask) => {
    const forecast = createChooser().forecast(task);
    return {
      model: forecast.model,
      able: forecast.candidates
        .filter((c) => c.problem === undefined)
        .map((c) => c.model)
        .sort(),
    };
  };

  test("less than a day of history is too little", () => {
    expect(() => models(later(0, 0.5))).toThrowError(expect.objectContaining({ code: "too-little-history", retry: true }));
  });
  test.each([1, 2, 3])("with %i days only persistence speaks", (days) => {
    expect(models(later(0, days)).model).toBe("persistence");
  });
  test("others join as their history allows", () => {
    expect(models(later(0, 4)).able).toEqual(["persistence", "seasonal-naive-day"]);
    expect(models(later(0, 9)).able).toEqual(["persistence", "persistence-ensemble", "ridge-arx", "seasonal-naive-day"]);
    expect(models(later(0, 13)).able).not.toContain("seasonal-naive-week");
    expect(models(later(0, 14)).able).toContain("seasonal-naive-week");
  });
  test("a stuck sensor gets persistence, and every other candidate the reason", () => {
    const stuck = taskOf({ days: 20, stepS: 3600 }, { y: (ts) => (SOME_THURSDAY - ts < 4 * DAY ? 21 : wave(ts)) });
    const forecast = createChooser().forecast(stuck);
    expect(forecast.model).toBe("persistence");
    for (const c of forecast.candidates.slice(1)) expect(c.problem).toMatch(/not moved since 2024-03-03/);
  });
  test("after a change of scale only the new values count", () => {
    const kilo = (ts: number) => wave(ts) * (SOME_THURSDAY - ts < 3 * DAY ? 1000 : 1);
    const task = taskOf({ days: 20, stepS: 3600, signal: "electricPowerW" }, { y: kilo });
    const forecast = createChooser().forecast(task);
    expect(Math.min(...forecast.quantiles.flat())).toBeGreaterThan(10_000);
    expect(forecast.candidates.find((c) => c.model === "ridge-arx")?.problem).toMatch(/another scale.*needs 5.0 days/);
  });
  test("no value at all, or a grid of another step, is refused", () => {
    expect(() => models(taskOf({ days: 20 }, { y: () => Number.NaN }))).toThrowError(
      expect.objectContaining({ code: "too-little-history" }),
    );
    expect(() => models(taskOf({ days: 20, stepS: 7200 }, { y: wave }))).toThrowError(
      expect.objectContaining({ code: "bad-frame" }),
    );
  });
});

test("candidates must have different names, and there must be one", () => {
  const twice = [candidate("a", () => 1), candidate("a", () => 2)];
  expect(() => createChooser({ candidates: twice })).toThrowError(expect.objectContaining({ code: "bad-input" }));
  expect(() => createChooser({ candidates: [] })).toThrowError(expect.objectContaining({ code: "bad-input" }));
});
