import { expect, test } from "vitest";
import { column, type ForecastSource, type ForecastTask, makeFrame, P50, QUANTILE_LEVELS, ZonecastError } from "#domain";
import { issueTimesIn, type MeasuredSeries, speak } from "#forecasting";

const ROWS = 400;
const series: MeasuredSeries = {
  id: "a/b",
  building: "a",
  group: "g",
  signal: "airTempC",
  timeZone: "UTC",
  horizonS: 2 * 3600,
  frame: makeFrame(0, 3600, [
    ["y", Float64Array.from({ length: ROWS }, (_, i) => i)],
    ["outdoorTempC", Float64Array.from({ length: ROWS }, (_, i) => -i)],
    ["waterTempC", new Float64Array(ROWS)],
  ]),
};
const PLAN = { historyS: 48 * 3600, relearnS: 86_400, weather: "none" } as const;

function lastValue(seen: ForecastTask[]): ForecastSource {
  return {
    name: "last",
    forecast(task) {
      seen.push(task);
      const y = column(task.history, "y");
      const last = y.at(-1) ?? Number.NaN;
      if (last < 100) throw new ZonecastError("too-little-history", "not yet");
      const { building, zone, signal, source } = task.point;
      const quantiles = Array.from({ length: 24 }, () => QUANTILE_LEVELS.map(() => last));
      const leadS = quantiles.map((_, i) => (i + 1) * 3600);
      return {
        issuedAt: task.issuedAt,
        model: "last",
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

test("issue times leave room for the whole horizon", () => {
  expect(issueTimesIn(series, 390, ROWS, 3 * 3600)).toEqual([390, 393, 396].map((h) => h * 3_600_000));
});

test("each forecast sees the history up to its issue time and nothing later; silence is NaN", () => {
  const seen: ForecastTask[] = [];
  const cases = speak(lastValue(seen), series, { ...PLAN, issueTimes: [50, 150, 250].map((h) => h * 3_600_000) });
  expect(seen.map((t) => [t.history.length, column(t.history, "y").at(-1), t.future])).toEqual([
    [48, 50, undefined],
    [48, 150, undefined],
    [48, 250, undefined],
  ]);
  expect(Array.from(cases.actual)).toEqual([51, 52, 151, 152, 251, 252]);
  expect(cases.quantiles[P50]).toBeNaN();
  expect([cases.quantiles[14 + P50], cases.quantiles[35 + P50]]).toEqual([150, 250]);
});

test("weather as measured is handed in ahead, other covariates are not", () => {
  const seen: ForecastTask[] = [];
  speak(lastValue(seen), series, { ...PLAN, weather: "measured", issueTimes: [200 * 3_600_000] });
  const future = seen[0]?.future;
  expect([...(future?.columns.keys() ?? [])]).toEqual(["outdoorTempC"]);
  expect([future?.startTs, column(future!, "outdoorTempC")[0]]).toEqual([201 * 3_600_000, -201]);
});
