/** The grid that forecasters see: same wall clock over clock changes, carried gaps, refusals. */
import { describe, expect, test } from "vitest";
import { makeFrame } from "#domain";
import { sameClock, toSeries } from "../../../forecasting/series.ts";
import { SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const at = (text: string) => Date.parse(text);

describe("the same time on the wall clock", () => {
  const dayBefore = (issuedAt: string, target: string, days = 1) => {
    const task = taskOf({ days: 20, issuedAt: at(issuedAt), timeZone: "Europe/Berlin" }, { y: () => 1 });
    const series = toSeries(task);
    const row = (at(target) - series.startTs) / 900_000;
    return new Date(series.startTs + sameClock(series, row, days) * 900_000).toISOString().slice(0, 16);
  };

  test("is 24 h before on a usual day", () => {
    expect(dayBefore("2024-03-20T12:00Z", "2024-03-20T08:15Z")).toBe("2024-03-19T08:15");
  });

  test("after the clocks went back, lies 25 h before", () => {
    // 27 October 2024, 08:00 in Berlin is 07:00Z; the day before it was 06:00Z.
    expect(dayBefore("2024-10-27T12:00Z", "2024-10-27T07:00Z")).toBe("2024-10-26T06:00");
    expect(dayBefore("2024-10-27T12:00Z", "2024-10-27T07:00Z", 7)).toBe("2024-10-20T06:00");
  });

  test("after the clocks went forward, skips a day rather than look less than 24 h back", () => {
    // 31 March 2024, 08:00 in Berlin is 06:00Z; the day before it was 07:00Z, which a forecast 24 h ahead cannot know.
    expect(dayBefore("2024-03-31T12:00Z", "2024-03-31T06:00Z")).toBe("2024-03-29T07:00");
    expect(dayBefore("2024-03-31T12:00Z", "2024-03-31T06:00Z", 7)).toBe("2024-03-24T07:00");
  });

  test("is -1 before the series", () => {
    const series = toSeries(taskOf({ days: 2 }, { y: () => 1 }));
    expect(sameClock(series, 10, 1)).toBe(-1);
  });
});

describe("calendar", () => {
  test("weekends and times of day are local", () => {
    const series = toSeries(
      taskOf({ days: 4, stepS: 3600, issuedAt: at("2024-06-16T22:00Z"), timeZone: "Europe/Berlin" }, { y: () => 1 }),
    );
    const row = (text: string) => (at(text) - series.startTs) / 3_600_000;
    expect(series.weekend[row("2024-06-14T21:00Z")]).toBe(0);
    expect(series.weekend[row("2024-06-14T22:00Z")]).toBe(1);
    expect(series.weekend[row("2024-06-16T22:00Z")]).toBe(0);
    expect(series.dayFraction[row("2024-06-14T22:00Z")]).toBe(0);
    expect(series.dayFraction[row("2024-06-15T10:00Z")]).toBeCloseTo(0.5, 12);
  });
});

describe("gaps", () => {
  test("are carried over for at most two hours in what forecasters look at, never in the target", () => {
    const task = taskOf({ days: 1 }, { y: (_ts, i) => (i >= 10 && i < 30 ? Number.NaN : i) });
    const series = toSeries(task);
    expect([9, 10, 17, 18, 29, 30].map((i) => series.input[i])).toEqual([9, 9, 9, Number.NaN, Number.NaN, 30]);
    expect(series.y[10]).toBeNaN();
  });

  test("hourly weather reaches every quarter of an hour", () => {
    const series = toSeries(taskOf({ days: 1 }, { y: () => 1, outdoorTempC: (_ts, i) => (i % 4 === 0 ? i : Number.NaN) }));
    expect(series.covariates[0]?.values[7]).toBe(4);
  });
});

describe("a grid that cannot be used is refused", () => {
  const flat = { y: () => 1 };
  test.each([7200, 1000, 60])("a step of %i s", (stepS) => {
    expect(() => toSeries(taskOf({ days: 10, stepS }, flat))).toThrowError(/step/);
  });
  test("a history that ends elsewhere than at the issue time", () => {
    expect(() => toSeries({ ...taskOf({ days: 2 }, flat), issuedAt: SOME_THURSDAY + 900_000 })).toThrowError(/issue time/);
  });
  test("a history without target", () => {
    expect(() => toSeries(taskOf({ days: 2 }, { x: () => 1 }))).toThrowError(/'y'/);
  });
  test("a future that does not go on where the history ends", () => {
    const future = makeFrame(SOME_THURSDAY, 900, [["outdoorTempC", new Float64Array(96)]]);
    expect(() => toSeries({ ...taskOf({ days: 2 }, flat), future })).toThrowError(/future/);
  });
});
