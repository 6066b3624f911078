/** Adaptive bands around a source: they learn from what came, keep medians and limits, and never look ahead. */
import { describe, expect, test } from "vitest";
import { type Forecast, type ForecastSource, type ForecastTask, P10, P50, P90, QUANTILE_LEVELS, stream } from "#domain";
import { adaptive } from "../../../forecasting/adaptive.ts";
import { taskAt } from "../../../forecasting/hindcast.ts";
import { SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Always says 20 +- `half` at P10 and P90. */
function fixedBand(half: number): ForecastSource {
  return {
    name: "fixed",
    forecast(task): Forecast {
      const leadS = Array.from({ length: 24 }, (_, i) => 3600 * (i + 1));
      const quantiles = leadS.map(() => QUANTILE_LEVELS.map((tau) => 20 + (half * (tau - 0.5)) / 0.4));
      const { building, zone, signal, source } = task.point;
      return {
        issuedAt: task.issuedAt,
        model: "fixed",
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

const random = stream(9, "drift");
/** Noise of deviation 0.2, and of 1 over the last 20 days. */
const drifting = taskOf(
  { days: 60, stepS: 3600 },
  { y: (ts) => 20 + random.normal() * (SOME_THURSDAY - ts < 20 * DAY ? 1 : 0.2) },
);
const y = drifting.history.columns.get("y") ?? new Float64Array(0);

function coverage(source: ForecastSource, fromDay: number, toDay: number, task: ForecastTask = drifting): number {
  let inside = 0;
  let n = 0;
  for (let hour = 0; hour < toDay * 24; hour += 3) {
    const issuedAt = SOME_THURSDAY - 60 * DAY + DAY + hour * HOUR;
    if (issuedAt > SOME_THURSDAY - DAY) break;
    const forecast = source.forecast(taskAt(task, issuedAt));
    if (hour < fromDay * 24) continue;
    const origin = y.length - 1 - (SOME_THURSDAY - issuedAt) / HOUR;
    forecast.quantiles.forEach((q, i) => {
      const actual = y[origin + i + 1] ?? Number.NaN;
      if (actual >= (q[P10] ?? 0) && actual <= (q[P90] ?? 0)) inside++;
      n++;
    });
  }
  return inside / n;
}

describe("a band that was right until the errors grew fivefold", () => {
  test("holds too little on its own, and 80 % again when it adapts", () => {
    const half = 1.28 * 0.2;
    expect(coverage(fixedBand(half), 45, 58)).toBeLessThan(0.3);
    const adapted = coverage(adaptive(fixedBand(half)), 47, 58);
    expect(adapted).toBeGreaterThan(0.72);
    expect(adapted).toBeLessThan(0.88);
  });
});

test("a band that was far too wide becomes narrower", () => {
  const source = adaptive(fixedBand(5));
  coverage(source, 0, 30);
  const q = source.forecast(taskAt(drifting, SOME_THURSDAY - 25 * DAY)).quantiles[3];
  expect(q?.[P50]).toBe(20);
  expect((q?.[P90] ?? 9) - (q?.[P10] ?? 0)).toBeLessThan(1.5);
});

test("an older task starts anew, so that nothing learned later leaks into it", () => {
  const source = adaptive(fixedBand(5));
  coverage(source, 0, 30);
  const early = taskAt(drifting, SOME_THURSDAY - 50 * DAY);
  expect(source.forecast(early)).toEqual(fixedBand(5).forecast(early));
});

test("limits of the signal hold for the corrected band", () => {
  const power = taskOf({ days: 30, stepS: 3600, signal: "electricPowerW" }, { y: (_ts, i) => (i % 2) * 60 });
  const source = adaptive(fixedBand(1));
  let forecast: Forecast | undefined;
  for (let hour = 0; hour < 200; hour++) forecast = source.forecast(taskAt(power, SOME_THURSDAY - (200 - hour) * HOUR));
  expect(forecast?.quantiles[0]?.[P10]).toBe(0);
  expect(forecast?.quantiles[0]?.[P90]).toBeGreaterThan(40);
});
