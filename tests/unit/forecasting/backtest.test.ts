/** The backtest judges all candidates at the same honest origins, with hand-computed losses. */
import { describe, expect, test } from "vitest";
import { type Forecast, type ForecastSource, type ForecastTask, QUANTILE_LEVELS, ZonecastError } from "#domain";
import { backtest, backtestOrigins } from "../../../forecasting/backtest.ts";
import { BASELINES } from "../../../forecasting/baselines/index.ts";
import { hourUtc, SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Says `value(task)` for every lead and level, and remembers the tasks that it was given. */
function constant(name: string, value: (task: ForecastTask) => number): ForecastSource & { seen: ForecastTask[] } {
  const seen: ForecastTask[] = [];
  return {
    name,
    seen,
    forecast(task): Forecast {
      seen.push(task);
      const leadS = Array.from({ length: 24 }, (_, i) => 3600 * (i + 1));
      const row = QUANTILE_LEVELS.map(() => value(task));
      const { building, zone, signal, source } = task.point;
      const quantiles = leadS.map(() => row);
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

describe("origins", () => {
  test("leave a day for the targets and cover the last third of the history, up to two weeks", () => {
    const ages = (days: number) => backtestOrigins(SOME_THURSDAY, days * DAY).map((ts) => (SOME_THURSDAY - ts) / HOUR);
    expect(ages(3)).toEqual([45, 38, 31, 24]);
    expect(Math.max(...ages(14))).toBeLessThan(5 * 24);
    expect(Math.max(...ages(42))).toBeLessThan(15 * 24);
    expect(ages(42).length).toBe(48);
  });
  test("come at all times of day", () => {
    const hours = new Set(backtestOrigins(SOME_THURSDAY, 42 * DAY).map((ts) => hourUtc(ts)));
    expect(hours.size).toBe(24);
  });
});

test("losses are means over origins, leads and levels", () => {
  const flat = taskOf({ days: 20, stepS: 3600 }, { y: () => 10 });
  const { candidates } = backtest(flat, [constant("low", () => 8), constant("right", () => 10)]);
  // Off by 2 below: the pinball loss is 2 tau, and the levels average to one half.
  expect(candidates).toEqual([
    { model: "right", mae: 0, pinball: 0 },
    { model: "low", mae: 2, pinball: expect.closeTo(1, 12) },
  ]);
});

test("every candidate is judged at the same origins, with tasks that end there", () => {
  const task = taskOf({ days: 20, stepS: 3600 }, { y: (_ts, i) => i % 5, outdoorTempC: () => 3 });
  const often = constant("often", () => 2);
  const sometimes = constant("sometimes", (t) => {
    if (t.issuedAt % DAY === 0) throw new ZonecastError("too-little-history", "not at midnight");
    return 2;
  });
  const result = backtest({ ...task, future: { ...task.history, startTs: SOME_THURSDAY + HOUR } }, [often, sometimes]);
  expect(result.origins.every((ts) => ts % DAY !== 0)).toBe(true);
  expect(result.candidates[0]).toEqual({ ...result.candidates[1], model: "often" });
  for (const t of often.seen) {
    expect(t.origin).toBe("hindcast");
    expect(t.future).toBeUndefined();
    expect(t.history.startTs + (t.history.length - 1) * HOUR).toBe(t.issuedAt);
    for (const values of t.history.columns.values()) expect(values.length).toBe(t.history.length);
  }
});

test("a candidate that cannot run stands last, with its reason", () => {
  const task = taskOf({ days: 20, stepS: 3600 }, { y: () => 10 });
  const never = constant("never", () => {
    throw new ZonecastError("too-little-history", "needs a year");
  });
  const { candidates } = backtest(task, [never, constant("low", () => 8)]);
  expect(candidates.map((c) => c.model)).toEqual(["low", "never"]);
  expect(candidates[1]).toMatchObject({ mae: null, pinball: null, problem: expect.stringContaining("0 of ") });
});

test("a defect in a candidate is not swallowed", () => {
  const broken = constant("broken", () => {
    throw new RangeError("defect");
  });
  expect(() => backtest(taskOf({ days: 20, stepS: 3600 }, { y: () => 10 }), [broken])).toThrowError("defect");
});

test("on a weekly schedule the weekly naive wins without error", () => {
  const schedule = (ts: number) => (Math.floor(ts / DAY) % 7 < 5 ? 100 + 50 * Math.sin((2 * Math.PI * hourUtc(ts)) / 24) : 20);
  const task = taskOf({ days: 42, stepS: 3600, signal: "electricPowerW" }, { y: schedule });
  const { candidates } = backtest(task, BASELINES);
  expect(candidates[0]).toMatchObject({ model: "seasonal-naive-week", mae: 0 });
});
