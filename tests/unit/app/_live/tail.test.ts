import { describe, expect, it } from "vitest";
import type { Series } from "#domain";
import { createTails, joined, type Row, rowsOf } from "../../../../app/_live/tail.ts";
import { point } from "../../../support/wire-messages.ts";

const KEY = "mill/hall/airTempC/s1";
const row = (ts: number, value = ts): Row => ({ ts, mean: value, min: value, max: value });

describe("tails", () => {
  it("gather only what is watched, in order of measurement, each time once", () => {
    const tails = createTails();
    tails.take([point({ ts: 1 })]);
    const end = tails.watch(KEY);
    tails.take([point({ ts: 30, value: 3 }), point({ ts: 10, value: 1 }), point({ source: "other", ts: 5 })]);
    tails.take([point({ ts: 30, value: 4 })]);
    expect(tails.of(KEY).map((r) => [r.ts, r.mean])).toEqual([
      [10, 1],
      [30, 4],
    ]);
    expect(tails.of(KEY)).toBe(tails.of(KEY));
    end();
    expect(tails.of(KEY)).toEqual([]);
  });
  it("are thinned when they grow long, and keep the newest reading", () => {
    const tails = createTails();
    tails.watch(KEY);
    for (let ts = 1; ts <= 2_001; ts++) tails.take([point({ ts })]);
    expect(tails.of(KEY).length).toBeLessThanOrEqual(240);
    expect(tails.of(KEY).at(-1)?.ts).toBe(2_001);
  });
});

describe("rowsOf", () => {
  const series = (resolution: Series["resolution"]): Series => ({
    building: "mill",
    zone: "hall",
    signal: "airTempC",
    source: "s1",
    resolution,
    ts: [0, 900_000],
    mean: [1, 2],
    min: [0, 1],
    max: [2, 3],
  });
  it("puts a bucket in its middle, but not into the future", () => {
    expect(rowsOf(series("15min"), 1_000_000, false).map((r) => r.ts)).toEqual([450_000, 1_000_000]);
  });
  it("leaves raw readings and rates, which end at their time, where they are", () => {
    expect(rowsOf(series("raw"), 1_000_000, false).map((r) => r.ts)).toEqual([0, 900_000]);
    expect(rowsOf(series("15min"), 1_000_000, true).map((r) => r.ts)).toEqual([0, 900_000]);
  });
});

it("joins a window and its tail without an overlap", () => {
  expect(joined([row(10), row(20)], [row(15), row(20), row(25)], 15).map((r) => r.ts)).toEqual([20, 25]);
});
